"""The people who speak and meet, the names they go by, the offices they held."""

from datetime import date
from functools import reduce
from operator import and_
from typing import Any, Self

from babel import Locale
from django.db import models
from django.db.models import Q
from django.urls import reverse

from statements.models.folding import Fold, fold_index
from statements.models.ids import new_slug
from statements.models.spelling import surname_key

MOST_WORDS = 6

# The names that readers use (“Russia”, not “Russian Federation”), as CLDR gives them.
COUNTRY_NAMES: dict[str, str] = dict(Locale("en").territories)


def country_name(code: str) -> str:
    """The usual English name of an ISO 3166-1 alpha-2 code, or what was given where it is none."""
    return COUNTRY_NAMES.get(code, code)


class PersonQuerySet(models.QuerySet["Person"]):
    """How people are read."""

    def current(self) -> Self:
        """Without those merged into somebody else."""
        return self.filter(merged_into=None)

    def named(self, words: str, *, forgiving: bool = True) -> Self:
        """Whose names hold all these words (of which the first few count), whatever their accents.

        Where nobody's do, and it is forgiving: whose names hold words that are spelt nearly so.
        """
        wanted = words.split()[:MOST_WORDS]
        held = reduce(and_, (_named("contains", word) for word in wanted), Q())
        if not forgiving or not wanted:
            return self.filter(held)
        alike = reduce(and_, (_named("trigram_word_similar", word) for word in wanted), Q())
        nobody = ~models.Exists(self.model._default_manager.filter(held))
        return self.filter(held | (Q(nobody) & alike))


def _named(lookup: str, word: str) -> Q:
    """One of whose names compares so with the word. Two looks into indexes: an “or” would read everybody."""
    nearly = {f"folded__{lookup}": Fold(models.Value(word))}
    people = Person._default_manager.alias(folded=Fold("name")).filter(**nearly).order_by()
    aliases = Alias._default_manager.alias(folded=Fold("name")).filter(**nearly).order_by()
    return Q(pk__in=people.values("pk").union(aliases.values("person"), all=True))


class Person(models.Model):
    """One human being. A person merged into another stays, so that old addresses lead on."""

    class Gender(models.TextChoices):
        FEMALE = "female", "She"
        MALE = "male", "He"
        UNKNOWN = "", "Not said"

    name = models.CharField(max_length=200, help_text="The fullest form, without title.")
    slug = models.SlugField(max_length=90, unique=True)
    country = models.CharField(
        max_length=2,
        blank=True,
        db_index=True,
        help_text="The state spoken for, as an ISO 3166-1 alpha-2 code.",
    )
    organization = models.CharField(
        max_length=200, blank=True, help_text="The organisation spoken for, if no state."
    )
    gender = models.CharField(
        max_length=10, choices=Gender.choices, blank=True, help_text="From texts' own pronouns."
    )
    # Kept by `save`: people of one surname are found by it, however it is spelled.
    surname_key = models.CharField(max_length=200, blank=True, db_index=True, editable=False)
    wikidata_id = models.CharField(max_length=20, blank=True, help_text="Such as Q58217.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        permissions = [("merge_person", "Can merge and split people")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("pk")), name="person_not_merged_into_self"
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"), name="person_country_is_iso"
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"], condition=~Q(wikidata_id=""), name="person_wikidata_id_unique"
            ),
        ]
        indexes = [
            # Names that readers type, and spell as they like.
            fold_index("name", "person_folded_idx"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.surname_key = surname_key(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "surname_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("statements:speaker-detail", args=[self.slug])

    @property
    def side(self) -> str:
        """The state or organisation spoken for, as a reader knows it; empty where none is known."""
        return country_name(self.country) if self.country else self.organization

    @property
    def surname(self) -> str:
        """The last word of the name: enough for a label beside the full one."""
        return self.name.split()[-1]

    def office_on(self, on: date | None) -> "Office | None":
        """The office held on that day: the one with the latest known start, from the offices at hand."""
        held = [office for office in self.offices.all() if office.held(on)]
        return max(held, key=lambda office: (office.since or date.min, office.pk), default=None)

    @classmethod
    def named_new(cls, name: str, *, country: str = "", organization: str = "") -> Self:
        """A new row with a slug of its own and its name as first alias."""
        person = cls.objects.create(
            name=name, slug=new_slug(cls, name), country=country, organization=organization
        )
        Alias.objects.create(person=person, name=name)
        return person  # type: ignore[return-value]


class Alias(models.Model):
    """A surface form that some text used for a person; several people may share one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="alias_once_a_person"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_name"),
        ]
        indexes = [
            # Ingest looks people up by the name a text gives.
            models.Index(fields=["name"], name="alias_name_idx"),
            # Names that readers type, and spell as they like.
            fold_index("name", "alias_folded_idx"),
        ]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """An office that a person held, with its period as far as it is known."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offices")
    title = models.CharField(max_length=200, help_text="Without the country: Foreign Minister.")
    country = models.CharField(max_length=2, blank=True)
    organization = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True, help_text="First day in office, where known.")
    until = models.DateField(null=True, blank=True, help_text="Last day in office, where known.")
    seen_first = models.DateField(
        null=True, blank=True, editable=False, help_text="First day on which an article names it."
    )
    seen_last = models.DateField(
        null=True, blank=True, editable=False, help_text="Last day on which an article names it."
    )

    class Meta:
        ordering = ["person", "since", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="office_has_title"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=models.F("since")),
                name="office_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"), name="office_country_is_iso"
            ),
            models.UniqueConstraint(
                fields=["person", "title", "country", "organization", "since"],
                name="office_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def held(self, on: date | None) -> bool:
        """Whether the office was held on that day, as far as is known."""
        return on is None or ((not self.since or self.since <= on) and (not self.until or on <= self.until))
