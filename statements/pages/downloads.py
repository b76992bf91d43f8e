"""A page's charts as files: ``?chart=topics.svg`` gives the picture, ``?chart=topics.csv`` its table."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

PARAMETER = "chart"
FILE = "statements/charts/file.svg"
HEAD, FOOT = 46, 44  # what the file has above and below the chart, in pixels


class Chart(Protocol):
    """What can be drawn, and told as a table."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def height(self) -> int: ...
    @property
    def header(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[str | int]]: ...


def chart_file(request: HttpRequest, charts: Iterable[Chart | None], about: str) -> HttpResponse | None:
    """The file that the address asks for, named after what the page is about; None where it asks for none.

    A name that there is no chart of is nothing: the page itself is a better answer than an error.
    """
    name, _, form = request.GET.get(PARAMETER, "").rpartition(".")
    chart = next((chart for chart in charts if chart and chart.name == name), None)
    if chart is None or form not in {"svg", "csv"}:
        return None
    if form == "csv":
        response = HttpResponse(_csv(chart), content_type="text/csv; charset=utf-8")
    else:
        address = request.build_absolute_uri(request.get_full_path().partition("chart=")[0].rstrip("?&"))
        size = {"height": chart.height + HEAD + FOOT, "foot": chart.height + HEAD + FOOT - 14}
        picture = render_to_string(FILE, {"chart": chart, "address": address} | size)
        response = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{about}-{name}.{form}"'
    return response


def _csv(chart: Chart) -> str:
    """The table as RFC 4180 has it, with a mark at the start by which spreadsheets know UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([_safe(cell) for cell in row] for row in (chart.header, *chart.rows))
    return f"\ufeff{file.getvalue()}"


def _safe(cell: str | int) -> str | int:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
