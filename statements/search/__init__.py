"""Searching what was said: a small grammar, read without ever failing, and its meaning in SQL.

``docs/searching.md`` explains the grammar to those who type it.
"""

from statements.search.conditions import WrittenWords, condition, rank
from statements.search.grammar import Query, read

__all__ = ["Query", "WrittenWords", "condition", "rank", "read"]
