"""Trained weights as int8 ONNX with digests: ``python -m training.export --weights … --output …``."""

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from statements.parsing.confidence import CALIBRATION
from statements.parsing.encoder import DIGESTS, MODEL, TOKENIZER
from training.model import TAGS, Encoder

BEST = 12
"""Pieces that each row of a pointer names."""
OPSET = 17


class Probabilities(nn.Module):
    """The network with what the parser reads: probabilities, and each pointer's best pieces."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        outputs, pointers = self.model(ids, cases, mask)
        tags, signals = outputs[..., :TAGS].softmax(-1), outputs[..., TAGS:].sigmoid()
        shares, columns = pointers.softmax(-1).topk(BEST, dim=-1)
        return torch.cat([tags, signals], -1), columns, shares


def export(weights: Path, tokenizer: Path, output: Path) -> None:
    """Write model, tokenizer and digests into a folder."""
    model = Encoder()
    model.load_state_dict(torch.load(weights, weights_only=True))
    ids = torch.randint(1000, 2000, (1, 64))
    example = (ids, torch.zeros_like(ids), torch.ones_like(ids).bool())
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        names = {name: {1: "length"} for name in ("ids", "cases", "mask", "outputs")}
        torch.onnx.export(
            Probabilities(model).eval(),
            example,
            str(plain),
            input_names=["ids", "cases", "mask"],
            output_names=["outputs", "columns", "shares"],
            dynamic_axes=names | {name: {2: "length"} for name in ("columns", "shares")},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            output / MODEL,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    shutil.copyfile(tokenizer, output / TOKENIZER)
    names_listed = [name for name in (MODEL, TOKENIZER, CALIBRATION) if (output / name).exists()]
    digests = [
        f"{hashlib.sha256((output / name).read_bytes()).hexdigest()}  {name}\n" for name in names_listed
    ]
    (output / DIGESTS).write_text("".join(digests), encoding="ascii")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="the folder for model, tokenizer, digests")
    arguments = parser.parse_args()
    export(arguments.weights, arguments.tokenizer, arguments.output)


if __name__ == "__main__":
    main()
