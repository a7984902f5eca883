"""Days named in running text, with their place in it; a day without a year gets the year nearest to the paper."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.dates import MONTHS, find_dates, matches

_MONTH = rf"(?:{'|'.join(month[:3] for month in MONTHS)})[a-zæøå]*"
# 4. juni 2024   4. juni   11.12.23   18-12-2023   2024-06-04
_DAY = re.compile(
    rf"(?<![\w-])(?<!\d[./])(?:(?P<worded>\d{{1,2}}\.?\s+{_MONTH})\.?(?P<year>\s+\d{{4}}\b)?"
    r"|(?P<numeric>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[-./]\d{1,2}[-./ ](?:\d{4}|\d{2})(?![\d/-])))",
    re.IGNORECASE,
)
# den 4. eller 6. juni: a day that is one of two; 22.-25. juni: a span
_ALTERNATIVE_BEFORE = re.compile(r"\d{1,2}\.?\s*(?:eller|/|-|–|og|til)\s*(?:den |d\. ?)?$", re.IGNORECASE)
_ALTERNATIVE_AFTER = re.compile(r"^\s*(?:eller|–|-)\s*(?:den |d\. ?)?\d", re.IGNORECASE)
# var der   blev afholdt   drøftede
_TOLD = re.compile(
    r"\b(?:var|blev|holdt|afholdt|havde|bad|vedtog|besluttede|godkendte|behandlede|drøftede|udsatte)\b", re.IGNORECASE
)
_NEAR = 60  # letters around a day that say whether it is one of two
_SOON = 90  # days ahead that "blev aftalt til den 12. juni" may mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day in a text: ISO date, and the words from `start` to `end`."""

    iso: str
    start: int
    end: int


def find_days(text: str, near: str) -> Iterator[Day]:
    """The days named in `text`, in order. Days that are one of two, or part of a span, name no single day.

    `near` is the ISO date of the paper: "12. juni" read in January 2024 is the June of 2024. In a sentence about what
    has been, a day that is still far off is last year's: "Den 23. oktober var der …", read in June.
    """
    told: bool | None = None
    for match in matches(_DAY, text):
        before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
        if _ALTERNATIVE_BEFORE.search(before) or _ALTERNATIVE_AFTER.match(after):
            continue
        if told is None:
            told = bool(_TOLD.search(text))
        iso = _iso(match, near, told=told)
        if iso:
            yield Day(iso=iso, start=match.start(), end=match.end())


def _iso(match: re.Match[str], near: str, *, told: bool) -> str | None:
    if match["numeric"] or match["year"]:
        return next(iter(find_dates(match[0])), None)
    year = int(near[:4])
    found = [day for y in (year - 1, year, year + 1) for day in find_dates(f"{match['worded']} {y}")]
    possible = [iso for iso in found if not told or _days(iso) - _days(near) <= _SOON]
    return min(possible, key=lambda iso: abs(_days(iso) - _days(near)), default=None)


def _days(iso: str) -> int:
    return datetime.date.fromisoformat(iso[:10]).toordinal()
