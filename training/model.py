"""The network: MiniLM-L6's six layers, a tagging head, and pointers from a piece to its attribution."""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from statements.parsing.pieces import CASES
from training.data import ROLES, SIGNALS

LAYERS, WIDTH, INNER, HEADS, VOCABULARY, POSITIONS = 6, 384, 1536, 12, 30522, 512
TAGS = len(ROLES) + 1
POINTERS = 3
"""From content (source: from cues too) to the attribution's source, its cue, its first piece of content."""
POINTER_WIDTH = 128
DISTANCES = 64


class Layer(nn.Module):
    """A transformer layer as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = (q / math.sqrt(WIDTH // HEADS)) @ k.transpose(-1, -2) + mask
        heads = scores.softmax(-1).to(v.dtype) @ v
        x = self.norm1(x + self.attended(heads.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.norm2(x + self.outer(F.gelu(self.inner(x))))


class Encoder(nn.Module):
    """Logits of tags and signals for each piece, and of each pointer over all pieces."""

    buckets: Tensor

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = dropout
        self.cases = nn.Embedding(CASES, WIDTH)
        self.tagger = nn.Linear(WIDTH, TAGS + SIGNALS)
        self.queries = nn.Linear(WIDTH, POINTERS * POINTER_WIDTH)
        self.keys = nn.Linear(WIDTH, POINTERS * POINTER_WIDTH)
        self.distances = nn.Embedding(DISTANCES, POINTERS)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.distances.weight)
        self.register_buffer("buckets", distance_buckets(), persistent=False)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`ids`, `cases`: batch × length; `mask`: true for pieces, false for padding.

        Returns batch × length × (tags + signals) and batch × pointers × length × length.
        """
        batch, length = ids.shape
        x = self.words(ids) + self.positions.weight[:length] + self.kinds.weight[0] + self.cases(cases)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        barred = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, barred)
        x = F.dropout(x, self.dropout, self.training)
        q, k = (
            head(x).view(batch, length, POINTERS, POINTER_WIDTH).transpose(1, 2)
            for head in (self.queries, self.keys)
        )
        near = self.distances(self.buckets[:length, :length]).permute(2, 0, 1)
        pointers = (q @ k.transpose(-1, -2)).float() / math.sqrt(POINTER_WIDTH) + near + barred
        return self.tagger(x), pointers

    def load_pretrained(self, path: Path) -> None:
        """Take the body's weights from MiniLM's safetensors file."""
        weights = load_file(path)
        with torch.no_grad():
            for ours, theirs in BODY.items():
                getattr(self, ours).weight.copy_(weights[f"embeddings.{theirs}.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                for kind in ("weight", "bias"):
                    at = f"encoder.layer.{number}."
                    parts = [weights[f"{at}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    for ours, theirs in LAYER.items():
                        getattr(getattr(layer, ours), kind).copy_(weights[f"{at}{theirs}.{kind}"])

    def new_parameters(self) -> list[nn.Parameter]:
        """Those that no pretraining has seen; they learn faster."""
        parts = (self.cases, self.tagger, self.queries, self.keys, self.distances)
        return [parameter for part in parts for parameter in part.parameters()]


BODY = {
    "words": "word_embeddings",
    "positions": "position_embeddings",
    "kinds": "token_type_embeddings",
    "norm": "LayerNorm",
}
LAYER = {
    "attended": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm2": "output.LayerNorm",
}


def distance_buckets() -> Tensor:
    """Bucket of the signed distance from each position to each other: fine near by, coarse far off."""
    at = torch.arange(POSITIONS)
    distance = (at[None] - at[:, None]).float()
    scaled = torch.sign(distance) * torch.log2(1 + distance.abs()) * 3
    return (scaled.round() + DISTANCES // 2).clamp(0, DISTANCES - 1).long()
