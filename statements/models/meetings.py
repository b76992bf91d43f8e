"""Who met, when and where, and which articles say so."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from statements.models.articles import Article
from statements.models.people import Office, Person

# Where no date is known: before all others, so that paging by date never meets a NULL.
UNDATED = date(1, 1, 1)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """How meetings are read."""

    def for_display(self) -> Self:
        """With the participants that a list shows."""
        people = Participation.objects.select_related("person", "office")
        return self.prefetch_related(models.Prefetch("participations", people))

    def current(self) -> Self:
        """Those that some article still reports or mentions; a better parser may have given one up."""
        reports = MeetingReport.objects.shown().filter(meeting=models.OuterRef("pk"))
        return self.filter(models.Exists(reports))


class Meeting(models.Model):
    """One meeting, however many articles report it."""

    class Kind(models.TextChoices):
        BILATERAL = "bilateral", "Bilateral meeting"
        MULTILATERAL = "multilateral", "Multilateral meeting"
        PHONE = "phone", "Telephone call"
        SUMMIT = "summit", "Summit"
        PRESS_CONFERENCE = "press conference", "Press conference"

    class Precision(models.TextChoices):
        DAY = "day", "Day"
        MONTH = "month", "Month"
        YEAR = "year", "Year"
        RANGE = "range", "Several days"
        UNKNOWN = "unknown", "Not known"

    slug = models.SlugField(max_length=90, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    held_on = models.DateField(
        null=True, blank=True, help_text="The day; the first day of a month, year or range."
    )
    sort_on = models.GeneratedField(
        expression=Coalesce("held_on", Value(UNDATED)), output_field=models.DateField(), db_persist=True
    )
    held_until = models.DateField(null=True, blank=True, help_text="The last day of a range.")
    precision = models.CharField(max_length=10, choices=Precision.choices, default=Precision.UNKNOWN)
    place = models.CharField(max_length=200, blank=True)
    country = models.CharField(
        max_length=2, blank=True, help_text="Where the place is, as an ISO 3166-1 code."
    )
    participants = models.ManyToManyField(Person, through="Participation", related_name="meetings")
    articles = models.ManyToManyField(Article, through="MeetingReport", related_name="meetings")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-sort_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(precision="unknown", held_on=None)
                | ~Q(precision="unknown") & Q(held_on__isnull=False),
                name="meeting_date_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(held_until=None) | Q(precision="range", held_until__gte=models.F("held_on")),
                name="meeting_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["bilateral", "multilateral", "phone", "summit", "press conference"]),
                name="meeting_kind_known",
            ),
        ]
        indexes = [
            # The newest meetings, and ingest's look for one of the same day.
            models.Index(fields=["-sort_on", "-id"], name="meeting_date_idx"),
        ]

    def __str__(self) -> str:
        return self.titled([person.surname for person in self.people])

    def get_absolute_url(self) -> str:
        return reverse("statements:meeting-detail", args=[self.slug])

    def titled(self, names: list[str]) -> str:
        """“Testoni and Esempio, Strelsau, 4 May 2020”: the participants' names, the place, the date."""
        who = (
            " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
            or self.get_kind_display()
        )
        return ", ".join(filter(None, [who, self.place, self.date_display]))

    @property
    def people(self) -> list[Person]:
        """The participants, in the order in which they were named."""
        return [participation.person for participation in self.participations.all()]

    @property
    def day(self) -> date | None:
        """The day it was held, where that is known exactly."""
        return self.held_on if self.precision == self.Precision.DAY else None

    @property
    def date_display(self) -> str:
        """The date, no more precise than it is known."""
        if not self.held_on:
            return ""
        day = f"{self.held_on.day} {self.held_on:%B %Y}"
        if self.precision == self.Precision.RANGE and self.held_until:
            return f"{day} – {self.held_until.day} {self.held_until:%B %Y}"
        return {"day": day, "month": f"{self.held_on:%B %Y}", "year": f"{self.held_on:%Y}"}.get(
            self.precision, day
        )


class Participation(models.Model):
    """A person in a meeting: in which office, for which side."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    office = models.ForeignKey(
        Office, on_delete=models.SET_NULL, null=True, blank=True, related_name="participations"
    )
    side = models.CharField(
        max_length=200, blank=True, help_text="The state (ISO code) or organisation spoken for."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="participation_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class MeetingReportQuerySet(models.QuerySet["MeetingReport"]):
    """How reports are read."""

    def shown(self) -> Self:
        """Without those of articles that may not be shown."""
        return self.exclude(article__state=Article.State.RESTRICTED)


class MeetingReport(models.Model):
    """An article that reports a meeting, or only mentions it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reports")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reports")
    mentioned = models.BooleanField(default=False, help_text="The article only mentions the meeting.")
    parsed = models.JSONField(default=dict, blank=True, help_text="What the parser said last of the meeting.")

    objects = MeetingReportQuerySet.as_manager()

    class Meta:
        ordering = ["mentioned", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "meeting"], name="meeting_report_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.meeting}"
