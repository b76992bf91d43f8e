"""The shipped vocabulary of issues, brought into the database."""

from collections.abc import Iterable

from statements.models import Topic
from statements.parsing.topics import load_vocabulary


def load_topics() -> int:
    """Add the topics that are missing, and return how many; what editors changed stays as it is."""
    vocabulary = {entry.slug: entry for entry in load_vocabulary()}
    known = {topic.slug: topic for topic in Topic.objects.filter(slug__in=vocabulary)}
    missing = [entry for slug, entry in vocabulary.items() if slug not in known]
    Topic.objects.bulk_create(
        (
            Topic(slug=entry.slug, name=entry.name, phrases=list(entry.phrases), description=entry.definition)
            for entry in missing
        ),
        ignore_conflicts=True,  # another process may be loading them too
    )
    known |= {topic.slug: topic for topic in Topic.objects.filter(slug__in=[entry.slug for entry in missing])}
    for slug, topic in known.items():
        if not topic.description:  # of a vocabulary that had no definitions yet
            Topic.objects.filter(pk=topic.pk).update(description=vocabulary[slug].definition)
    for entry in missing:
        if entry.parent and entry.slug in known:
            Topic.objects.filter(slug=entry.slug).update(parent=known[entry.parent])
    return len(missing)


def topics_by_slug(slugs: Iterable[str]) -> dict[str, Topic]:
    """The rows of these topics; the vocabulary is loaded when one is missing."""
    wanted = set(slugs)
    found = {topic.slug: topic for topic in Topic.objects.filter(slug__in=wanted)}
    if wanted - found.keys():
        load_topics()
        found = {topic.slug: topic for topic in Topic.objects.filter(slug__in=wanted)}
    return found
