"""How attribution to a person has stood before editors."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.fields.json import KT

from statements.models import Person, Quote


@dataclass(frozen=True, slots=True)
class AttributionRecord:
    """Of the statements that an editor has decided about: what became of the parser's speaker."""

    kept: int
    """The parser named this person, and it stood."""
    taken: int
    """The parser named this person, and an editor named somebody else, or nobody."""
    given: int
    """An editor named this person where the parser had not."""

    @property
    def named(self) -> int:
        """How often the parser had named this person."""
        return self.kept + self.taken

    def __bool__(self) -> bool:
        return bool(self.named or self.given)


def attribution_record(person: Person) -> AttributionRecord:
    """The record of a person, under the slugs of those merged into them, too."""
    slugs = [person.slug, *person.merged.values_list("slug", flat=True)]
    decided = Quote.objects.current().exclude(review=Quote.Review.UNREVIEWED).order_by()
    theirs, named = Q(speaker=person), Q(parsed_speaker__in=slugs)
    named_or_theirs = decided.alias(parsed_speaker=KT("parsed__speaker")).filter(theirs | named)
    found = named_or_theirs.aggregate(
        kept=Count("pk", filter=theirs & named),
        taken=Count("pk", filter=named & (~theirs | Q(speaker=None))),
        theirs=Count("pk", filter=theirs),
    )
    return AttributionRecord(found["kept"], found["taken"], found["theirs"] - found["kept"])
