"""The vocabulary of topics, with the phrases by which a text is recognised to be about one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField

from statements.admin.lists import FastList, PermanentSlug
from statements.models import Topic


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]
    phrases = SimpleArrayField(
        forms.CharField(max_length=100, required=False),
        delimiter="\n",
        required=False,
        widget=forms.Textarea,
        help_text="One phrase a line. They count from the next parse on.",
    )

    class Meta:
        model = Topic
        fields = ["name", "slug", "parent", "description", "phrases"]

    def clean_phrases(self) -> Any:
        return [phrase for phrase in self.cleaned_data["phrases"] if phrase]


@admin.register(Topic)
class TopicAdmin(FastList, PermanentSlug):
    form = TopicForm
    list_display = ["name", "parent"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["parent"]
    fields = ["name", "slug", "parent", "description", "phrases"]
