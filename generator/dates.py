"""Danish dates in running text, as ISO strings. Only whole dates: day, month and year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
# "4. juni 2024", "den 9. jan. 2025"
_WORDED = rf"(?P<d1>\d{{1,2}})\.?\s+(?P<month>{'|'.join(m[:3] for m in MONTHS)})[a-zæøå]*\.?\s+(?P<y1>\d{{4}})"
# "18-12-2023", "23/01/2024", "11.12.23", "04/06 2024"
_NUMERIC = r"(?P<d2>\d{1,2})[-./](?P<m2>\d{1,2})[-./ ](?P<y2>\d{4}|\d{2})(?!\d)"
# "2024-06-04"
_ISO = r"(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d)"
_NUMBER = re.compile(r"\d{1,4}(?=[-./\s])")  # what a date begins with
_DATE = re.compile(rf"(?<![\d-])(?:{_ISO}|{_WORDED}|{_NUMERIC})", re.IGNORECASE)


def find_dates(text: str) -> list[str]:
    """ISO dates in the order they stand in `text`; what only looks like a date (31.02.2024) is left out."""
    return [date for match in matches(_DATE, text) if (date := _iso(match))]


def matches(date: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches in order of an expression for dates, whole or not. No date begins inside a number, so only where one
    begins need be looked, which is found much faster.
    """
    at = 0
    while number := _NUMBER.search(text, at):
        match = date.match(text, number.start())
        at = match.end() if match else number.end()
        if match:
            yield match


def _iso(match: re.Match[str]) -> str | None:
    if match["month"]:
        month = next(n for n, name in enumerate(MONTHS, 1) if name[:3] == match["month"].lower())
        parts = (match["y1"], str(month), match["d1"])
    elif match["d2"]:
        parts = (match["y2"], match["m2"], match["d2"])
    else:
        parts = (match["y3"], match["m3"], match["d3"])
    year, month_number, day = (int(part) for part in parts)
    if year < 100:
        year += 2000
    try:
        return datetime.date(year, month_number, day).isoformat()
    except ValueError:
        return None
