"""The form by which an editor corrects a quote: it records verdicts and writes no column itself."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from statements.admin.acts import ReasonMixin
from statements.admin.candidates import one_of, several_of
from statements.admin.words import SpanForm
from statements.corrections import CorrectionError, confirmed_fields, record_correction
from statements.corrections.values import trimmed
from statements.models import Correction, Meeting, Person, Quote, Topic

Field = Correction.Field
CHANGED_MEANWHILE = (
    "Somebody else changed this quote while you were looking at it. "
    "The form shows the values as they are now: make your corrections again where they are still needed."
)


class CorrectionForm(SpanForm, ReasonMixin):
    """A quote's effective values to change, with the reason."""

    speaker = one_of(
        Person.objects.all(),
        "speaker",
        help_text="Type part of a name, an alias included.",
    )
    nobody = forms.BooleanField(
        required=False,
        label="Nobody is named",
        help_text="The article names no person as the speaker.",
    )
    relayed = one_of(
        Person.objects.all(),
        "relayed",
        label="Whose words are repeated",
        help_text="Only where the speaker repeats somebody else's words.",
    )
    meeting = one_of(
        Meeting.objects.all(),
        "meeting",
        help_text="The article's own meetings come first; type a place or a participant for others.",
    )
    topics = several_of(Topic.objects.all(), "topics")
    kind = forms.ChoiceField(choices=Quote.Kind.choices)
    said_on = forms.DateField(
        required=False, label="Date said", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    no_statement = forms.BooleanField(
        required=False,
        label="Not a statement",
        help_text="Nobody said this: a headline, the reporter's own words. It is withdrawn from the site.",
    )
    confirm = forms.BooleanField(
        required=False,
        label="What is shown is right",
        help_text="Records your verdict on values that stay as they are.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    field_order = [
        "speaker",
        "nobody",
        "relayed",
        "meeting",
        "topics",
        "kind",
        "said_on",
        "first_words",
        "last_words",
        "no_statement",
        "confirm",
        "because",
        "reason",
    ]

    def __init__(self, quote: Quote, data: Any = None) -> None:
        """``quote`` as the database has it now, locked where ``data`` is to be saved."""
        self.quote = quote
        self.boundaries: list[int] | None = None
        super().__init__(data, initial=self._shown())
        for name in ("speaker", "relayed", "meeting", "topics"):
            self.fields[name].widget.public_id = quote.public_id

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("seen") != self._version():
            self.data = self._shown() | {"reason": given.get("reason", "")}
            raise forms.ValidationError(CHANGED_MEANWHILE, code="changed")
        if not self.errors:
            self._check_speaker(given)
        if not self.errors:
            self._check_words()
        if not self.errors and self.verdicts():
            self.require_reason()
        return given

    def verdicts(self) -> dict[str, Any]:
        """The editor's value of each field that was changed, or confirmed."""
        now, chosen = self.quote.opinion(), self._chosen()
        changed = {name: value for name, value in chosen.items() if value != now[name]}
        if not self.cleaned_data["confirm"]:
            return changed
        return {name: now[name] for name in confirmed_fields(self.quote)} | changed

    def save(self, editor: User) -> list[str]:
        """Record each verdict; returns the names of the fields. To be called in a transaction."""
        verdicts = self.verdicts()
        for name, value in verdicts.items():
            record_correction(self.quote, field=name, after=value, editor=editor, reason=self.why())
        return list(verdicts)

    def _shown(self) -> dict[str, Any]:
        quote = self.quote
        return {
            "speaker": quote.speaker_id,
            "relayed": quote.relayed_id,
            "meeting": quote.meeting_id,
            "topics": [topic.pk for topic in quote.topics.all()],
            "kind": quote.kind,
            "said_on": quote.said_on,
            "no_statement": quote.status == Quote.Status.WITHDRAWN,
            "seen": self._version(),
        }

    def _chosen(self) -> dict[str, Any]:
        given = self.cleaned_data
        slugs = {name: given[name] and given[name].slug for name in ("speaker", "relayed", "meeting")}
        return slugs | {
            "speaker": None if given["nobody"] else slugs["speaker"],
            "topics": sorted(topic.slug for topic in given["topics"]),
            "statement": not given["no_statement"],
            "kind": given["kind"],
            "date": given["said_on"].isoformat() if given["said_on"] else None,
            "boundaries": self.boundaries or [self.quote.start, self.quote.end],
        }

    def _check_words(self) -> None:
        text = self.quote.article.text
        try:
            if span := self.span(text, self.quote.start):
                self.boundaries = trimmed(text, *span)
        except CorrectionError as error:
            self.add_error("first_words", str(error))

    def _check_speaker(self, given: dict[str, Any]) -> None:
        """A field emptied by accident is not taken for “nobody”."""
        speaker, now = given["speaker"], self.quote.speaker
        if given["nobody"] and speaker not in {None, now}:
            self.add_error("speaker", "Choose a speaker or “Nobody is named”, not both.")
        elif not given["nobody"] and speaker is None and now:
            self.add_error("speaker", "Choose who said it, or say that nobody is named.")

    def _version(self) -> str:
        return self.quote.updated_at.isoformat()
