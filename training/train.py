"""Fine-tune the encoder: ``python -m training.train --data train --weights model.safetensors …``."""

import argparse
import logging
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from training.batches import BATCH, Batch, collate, epoch
from training.data import IGNORED, Article, read_split
from training.model import TAGS, Encoder

BODY_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_UP = 0.06
HEADS_SEED = 0
"""The new heads always begin alike; the seed of a run decides the order of articles and the dropout."""
WEIGHTS = {"tags": 1.0, "signals": 2.0, "source": 0.5, "cue": 0.3, "anchor": 0.3}
"""What each part of the loss counts."""

log = logging.getLogger(__name__)


def losses(model: Encoder, batch: Batch) -> dict[str, Tensor]:
    """Each part of the loss, unweighted."""
    with torch.autocast("cpu", torch.bfloat16):
        outputs, pointers = model(batch.ids, batch.cases, batch.mask)
    outputs = outputs.float()
    known = batch.tags != IGNORED
    found = {
        "tags": F.cross_entropy(outputs[known][:, :TAGS], batch.tags[known]),
        "signals": F.binary_cross_entropy_with_logits(outputs[known][:, TAGS:], batch.signals[known]),
    }
    for number, name in enumerate(("source", "cue", "anchor")):
        found[name] = pointer_loss(pointers[:, number], batch.wanted[:, number])
    return found


def pointer_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """Mean of -log P(any of the wanted columns) over the rows that have one."""
    rows = wanted.any(-1)
    if not rows.any():
        return scores.sum() * 0
    scores, wanted = scores[rows], wanted[rows]
    return (scores.logsumexp(-1) - scores.masked_fill(~wanted, -1e9).logsumexp(-1)).mean()


def optimizer_of(model: Encoder) -> torch.optim.AdamW:
    """AdamW with a higher rate for what is new; the word embeddings stay as they are."""
    model.words.weight.requires_grad_(False)
    new = model.new_parameters()
    known = {id(parameter) for parameter in new}
    body = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": body, "lr": BODY_RATE}, {"params": new, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def train(articles: Sequence[Article], weights: Path, epochs: int, output: Path, seed: int = 0) -> None:
    """Train on some articles and write the weights after each epoch; seed and threads decide the outcome."""
    torch.manual_seed(HEADS_SEED)
    model = Encoder()
    model.load_pretrained(weights)
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - no secret
    optimizer = optimizer_of(model)
    steps = int(epochs * 1.12 * sum(len(article.pieces) + 2 for article in articles) / BATCH)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.02, 1 - step / steps))
    )
    model.train()
    for number in range(epochs):
        run_epoch(model, optimizer, rates, epoch(articles, rng), number)
        torch.save(model.state_dict(), output)


def run_epoch(
    model: Encoder,
    optimizer: torch.optim.Optimizer,
    rates: torch.optim.lr_scheduler.LambdaLR,
    batches: Sequence[Sequence],
    number: int,
) -> None:
    sums: dict[str, float] = dict.fromkeys(WEIGHTS, 0.0)
    began = time.monotonic()
    for step, windows in enumerate(batches, 1):
        parts = losses(model, collate(windows))
        total = sum((WEIGHTS[name] * part for name, part in parts.items()), torch.zeros(()))
        total.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        rates.step()
        for name, part in parts.items():
            sums[name] += float(part.detach())
        if step % 50 == 0 or step == len(batches):
            means = {name: round(value / step, 4) for name, value in sums.items()}
            pace = (time.monotonic() - began) / step
            log.info("epoch %d step %d of %d, %.2f s a step: %s", number, step, len(batches), pace, means)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with text/ and attributions/")
    parser.add_argument("--weights", type=Path, required=True, help="MiniLM-L6's model.safetensors")
    parser.add_argument("--tokenizer", type=Path, required=True, help="its tokenizer.json")
    parser.add_argument("--output", type=Path, required=True, help="where the trained weights go")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folds", type=int, default=0, help="leave every n-th article out …")
    parser.add_argument("--fold", type=int, default=0, help="… beginning with this one")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(arguments.threads)
    articles = read_split(arguments.data, bare_tokenizer(arguments.tokenizer))
    if arguments.folds:
        articles = [a for n, a in enumerate(articles) if n % arguments.folds != arguments.fold]
    log.info("%d articles, %d pieces", len(articles), sum(len(a.pieces) for a in articles))
    train(articles, arguments.weights, arguments.epochs, arguments.output, arguments.seed)


def bare_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without cutting or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


if __name__ == "__main__":
    main()
