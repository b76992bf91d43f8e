"""References for reference managers, in RIS: one tag and one value a line."""

from statements.pages.citations.reference import SITE, Reference


def ris(reference: Reference) -> str:
    """An ``ELEC`` record, lines ended as the format wants. The reference's texts hold no line ends."""
    on = reference.said_on
    lines = [
        ("TY", "ELEC"),
        ("ID", reference.key),
        ("AU", reference.author),
        ("TI", reference.words),
        ("T2", SITE),
        ("PY", f"{on.year:04}" if on else ""),
        ("DA", f"{on.year:04}/{on.month:02}/{on.day:02}/" if on else ""),
        ("N1", reference.note),
        ("AB", reference.abstract),
        ("UR", reference.url),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"
