"""Editors' changes: recorded, applied, taken back. The only writer of corrected values beside ingest."""

from statements.corrections.batches import (
    MOST_AT_ONCE,
    add_quote,
    join_quotes,
    last_answer,
    move_quotes,
    quotes_to_move,
    record_together,
    split_person,
    split_quote,
    undo_batch,
)
from statements.corrections.merging import dismiss, merge_people, undo_merge
from statements.corrections.restricting import lift_restriction, restrict
from statements.corrections.values import CorrectionError
from statements.corrections.verdicts import (
    apply_verdicts,
    confirmed_fields,
    record_correction,
    standing_verdicts,
    why_each_withdrawn,
    why_withdrawn,
    withdraw_correction,
)

__all__ = [
    "MOST_AT_ONCE",
    "CorrectionError",
    "add_quote",
    "apply_verdicts",
    "confirmed_fields",
    "dismiss",
    "join_quotes",
    "last_answer",
    "lift_restriction",
    "merge_people",
    "move_quotes",
    "quotes_to_move",
    "record_correction",
    "record_together",
    "restrict",
    "split_person",
    "split_quote",
    "standing_verdicts",
    "undo_batch",
    "undo_merge",
    "why_each_withdrawn",
    "why_withdrawn",
    "withdraw_correction",
]
