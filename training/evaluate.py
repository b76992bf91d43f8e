"""Attributions of a folder of texts by the encoder alone, for the scorer.

``python -m training.evaluate --models … --texts … > predictions.jsonl``
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from statements.parsing.decoding import Decoded, decode
from statements.parsing.document import Span
from statements.parsing.encoder import Encoder
from training.data import quotations


def prediction(decoded: Decoded) -> dict[str, Any]:
    """An attribution as the scorer reads it."""
    return {
        "start": decoded.content.start,
        "end": decoded.content.end,
        "verbatim": [{"start": span.start, "end": span.end} for span in decoded.verbatim],
        "speaker": None,
        "mention_start": decoded.source.span.start,
        "mention_end": decoded.source.span.end,
        "confidence": decoded.confidence,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True, help="folder with the exported model")
    parser.add_argument("--texts", type=Path, required=True, help="folder of .txt files")
    arguments = parser.parse_args()
    encoder = Encoder(arguments.models)
    for path in sorted(arguments.texts.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        spans = [Span(start, end) for start, end in quotations(text) if start < end]
        quotes = [prediction(decoded) for decoded in decode(encoder.encode(text), spans)]
        sys.stdout.write(json.dumps({"id": path.stem, "quotes": quotes}) + "\n")


if __name__ == "__main__":
    main()
