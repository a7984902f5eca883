"""The rules that read a time: one per function, with an example; `generator.followups.due` tries them in order.

A month stands for itself, a season, quarter or half-year for its last month.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.dates import MONTHS, find_dates
from generator.followups import periods
from generator.followups.calendar import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Words that set a time, with their place in the sentence; `value` None where they give no date."""

    start: int
    end: int
    value: str | None


DueRule = Callable[[str, datetime.date, Calendar], Iterator[Seen]]

_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:jan|feb|apr|aug|sept?|okt|nov|dec)\b\.?)"
_YEAR = r"(?:\s+(?P<year>20\d\d)\b)?"
# Words before a time that belong to it: "senest i", "inden den", "i løbet af"
LEAD = re.compile(
    r"(?:\b(?:senest|inden|før|først|allerede|til|i|på|om|den|d\.|ved|omkring|medio|primo|ultimo|efter|hen over|"
    r"løbet af|(?:starten|begyndelsen|midten|slutningen|udgangen) af|med frist|deadline|frist)\s+)+$",
    re.IGNORECASE,
)
# den 18. november 2025   19. februar
_DAY = re.compile(rf"\b(?P<day>\d{{1,2}})\.\s*(?P<month>{_MONTH}){_YEAR}", re.IGNORECASE)
_PARTED = re.compile(r"\d[-./]\d")  # stands in every date of numbers alone
# 12.06.2024   4/6-2024   2024-06-04
_NUMERIC = re.compile(r"(?<![\d.,/-])\d{1,4}[-./]\d{1,2}[-./ ]\d{2,4}(?![\d.,]*\d)")
# den 4/6   d. 19/2
_SHORT_DAY = re.compile(
    r"(?:(?<=\bd\. )|(?<=\bden ))(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?![\d/.-]*\d)", re.IGNORECASE
)
# februar   maj 2024   januar/februar 2024
_IN_MONTH = re.compile(rf"\b(?:{_MONTH}\s?(?:/|-|–|og|eller)\s?)?(?P<month>{_MONTH}){_YEAR}(?!\w)", re.IGNORECASE)
# 2. kvartal   1.-2. kvartal 2024   andet kvartal
_QUARTER = re.compile(
    rf"(?:\b\d\.?\s?(?:-|–|og)\s?)?\b(?P<number>[1-4]\.|første|andet|tredje|fjerde) kvartal(?:et)?(?: af| i)?{_YEAR}",
    re.IGNORECASE,
)
# 1. halvår 2024   andet halvår
_HALF = re.compile(rf"\b(?P<number>[12]\.|første|andet) halvår(?:et)?(?: af| i)?{_YEAR}", re.IGNORECASE)
_SEASON = re.compile(rf"\b(?P<season>forår|sommer|efterår|vinter)(?:en|et)?{_YEAR}(?!\w)", re.IGNORECASE)
_SEASONS = {"forår": 5, "sommer": 8, "efterår": 11, "vinter": 2}
_BEFORE_SEASON = {"forår": 2, "sommer": 6, "efterår": 8, "vinter": 11}
_AFTER_SEASON = {"forår": 6, "sommer": 9, "efterår": 12, "vinter": 3}
_HOLIDAY = re.compile(
    rf"\b(?P<holiday>sommerferien?|efterårsferien?|vinterferien?|jul(?:en|eferien)?|nytår(?:et)?|årsskiftet|påske(?:n|ferien)?)"
    rf"{_YEAR}(?!\w)",
    re.IGNORECASE,
)
_HOLIDAYS = {
    "som": (6, 7, 8),
    "eft": (10, 10, 10),
    "vin": (2, 2, 2),
    "jul": (12, 12, 1),
    "nyt": (12, 1, 1),
    "års": (12, 1, 1),
}
_PART_OF_YEAR = re.compile(
    r"\b(?P<part>primo|medio|ultimo|(?:starten|begyndelsen|midten|slutningen|udgangen) af)\s+"
    r"(?P<year>20\d\d|året|næste år)\b|\b(?P<end>årets udgang)",
    re.IGNORECASE,
)
_WEEK = re.compile(r"\buge\s+(?P<week>\d{1,2})\b(?:\s+(?:i\s+)?(?P<year>20\d\d)\b)?", re.IGNORECASE)
_COUNTS = {
    "en": 1,
    "et": 1,
    "én": 1,
    "ét": 1,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "otte": 8,
    "ni": 9,
    "ti": 10,
}
_SPAN = re.compile(
    r"\b(?:om|inden for|indenfor)\s+(?:de (?:næste|kommende)\s+|ca\.\s+)?(?P<count>\d{1,2}|en|et|én|ét|to|tre|fire|fem|"
    r"seks|otte|ni|ti)\s+(?P<half>halvt\s+)?(?P<unit>dage?|uger?|måned(?:er)?|år)\b",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(
    r"\bi\s+(?:løbet af\s+)?(?P<year>20\d\d)\b(?!\s*[-–/]\s*\d)|\b(?P<next>næste år)\b", re.IGNORECASE
)
_NEXT_MEETING = re.compile(
    r"\b(?:(?:på|til|inden|ved)\s+)?(?:det\s+)?(?<!\bet )(?:næste|førstkommende|næstkommende|kommende)\s+"
    r"(?:ordinære\s+)?(?P<meeting>(?:\w+s)?møde)\b",
    re.IGNORECASE,
)
# løbende   snarest   på et kommende møde   når der kommer …
_VAGUE = re.compile(
    r"\bløbende\b|\bsnarest(?: muligt)?\b|\bhurtigst muligt\b|\b(?:på|til) (?:et|en) (?:snarligt? |kommende |senere |"
    r"fremtidigt? )+\w*(?:møde|drøftelse)\b|\bnår der (?:kommer|foreligger|er)\b",
    re.IGNORECASE,
)
_ORDINALS = {"1.": 1, "2.": 2, "3.": 3, "4.": 4, "første": 1, "andet": 2, "tredje": 3, "fjerde": 4}


def _leads(text: str, at: int) -> bool:
    return bool(LEAD.search(text[:at]))


def day_of_month(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`den 18. november 2025`, `19. februar`: the day; without a year the next one."""
    for match in _DAY.finditer(text):
        value = periods.coming_day(periods.month_number(match["month"]), int(match["day"]), match["year"], day)
        if value:
            yield Seen(start=match.start(), end=match.end(), value=value)


def numeric_day(text: str, _day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`12.06.2024`, `2024-06-04`"""
    for match in _NUMERIC.finditer(text) if _PARTED.search(text) else ():
        for value in find_dates(match[0])[:1]:
            yield Seen(start=match.start(), end=match.end(), value=value)


def short_day(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`den 4/6`: only after "den" or "d.", for 2/3 is a fraction."""
    for match in _SHORT_DAY.finditer(text) if _PARTED.search(text) else ():
        if 1 <= int(match["month"]) <= 12:
            value = periods.coming_day(int(match["month"]), int(match["day"]), None, day)
            if value:
                yield Seen(start=match.start(), end=match.end(), value=value)


def part_of_year(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`primo 2025`, `ultimo 2025`, `inden årets udgang`: its first, middle or last month."""
    for match in _PART_OF_YEAR.finditer(text):
        named = match["year"] or "året"
        year = int(named) if named.isdigit() else day.year + (named.lower() != "året")
        part = (match["part"] or "udgangen").lower()
        month = 1 if part.startswith(("primo", "start", "beg")) else 6 if part.startswith(("med", "mid")) else 12
        yield Seen(start=match.start(), end=match.end(), value=periods.iso_month(year, month))


def quarter(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`4. kvartal 2024`: its last month."""
    for match in _QUARTER.finditer(text):
        month = 3 * _ORDINALS[match["number"].lower()]
        yield Seen(start=match.start(), end=match.end(), value=periods.coming_month(month, match["year"], day))


def half_year(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`1. halvår 2024`: its last month."""
    for match in _HALF.finditer(text):
        month = 6 * _ORDINALS[match["number"].lower()]
        yield Seen(start=match.start(), end=match.end(), value=periods.coming_month(month, match["year"], day))


def month(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`i februar`, `senest i maj 2024`, `januar/februar`: the (last) month; a bare "maj" needs its preposition."""
    for match in _IN_MONTH.finditer(text):
        if match["year"] or _leads(text, match.start()):
            value = periods.coming_month(periods.month_number(match["month"]), match["year"], day)
            yield Seen(start=match.start(), end=match.end(), value=value)


def holiday(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`inden sommerferien` → June, `efter sommerferien` → August, `inden jul` → December."""
    for match in _HOLIDAY.finditer(text):
        lead = _lead_words(text, match.start())
        if not lead:
            continue
        which = 0 if re.search(r"inden|før|senest|til", lead) else 2 if "efter" in lead else 1
        key = match["holiday"].lower()[:3]
        number = _HOLIDAYS[key][which] if key in _HOLIDAYS else _easter_month(match["year"], day, after=which == 2)
        yield Seen(start=match.start(), end=match.end(), value=periods.coming_month(number, match["year"], day))


def _easter_month(year: str | None, day: datetime.date, *, after: bool) -> int:
    """The month of Easter Sunday, or of the Monday a week later."""
    later = datetime.timedelta(days=8 if after else 0)
    this = periods.easter(int(year) if year else day.year) + later
    return this.month if year or this > day else (periods.easter(min(day.year + 1, 9999)) + later).month


def _lead_words(text: str, at: int) -> str:
    lead = LEAD.search(text[:at])
    return lead[0].lower() if lead else ""


def season(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`i foråret 2025` → May, `inden sommeren 2024` → June, `efter sommeren` → September."""
    for match in _SEASON.finditer(text):
        lead = _lead_words(text, match.start())
        if not lead and not match["year"]:
            continue
        table = _BEFORE_SEASON if re.search(r"inden|før", lead) else _AFTER_SEASON if "efter" in lead else _SEASONS
        value = periods.coming_month(table[match["season"].lower()], match["year"], day)
        yield Seen(start=match.start(), end=match.end(), value=value)


def week(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`i uge 14`: its Friday."""
    for match in _WEEK.finditer(text):
        value = periods.friday_of(int(match["week"]), match["year"], day)
        if value:
            yield Seen(start=match.start(), end=match.end(), value=value)


def span(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`om 14 dage`, `om to uger` → the day; `om tre måneder`, `om et halvt år` → the month."""
    for match in _SPAN.finditer(text):
        count = int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"].lower()]
        unit = match["unit"].lower()[0]
        if unit in "du":
            value = (day + datetime.timedelta(days=count * (7 if unit == "u" else 1))).isoformat()
        else:
            value = periods.months_on(day, 6 if match["half"] else count * (12 if unit == "å" else 1))
        yield Seen(start=match.start(), end=match.end(), value=value)


def next_meeting(text: str, _day: datetime.date, calendar: Calendar) -> Iterator[Seen]:
    """`på næste møde`: the body's next meeting in the archive; the words alone where it holds none."""
    for match in _NEXT_MEETING.finditer(text):
        value = calendar.next_meeting(match["meeting"])
        yield Seen(start=match.start(), end=match.end(), value=value)


def year_alone(text: str, day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`i 2024`, `i løbet af 2025`, `næste år`: its last month."""
    for match in _YEAR_ALONE.finditer(text):
        year = int(match["year"]) if match["year"] else day.year + 1
        yield Seen(start=match.start(), end=match.end(), value=periods.iso_month(year, 12))


def vague(text: str, _day: datetime.date, _: Calendar) -> Iterator[Seen]:
    """`løbende`, `snarest`, `på et kommende møde`: words, and no date."""
    for match in _VAGUE.finditer(text):
        yield Seen(start=match.start(), end=match.end(), value=None)


_MONTH_WORDS = ("jan", "feb", "marts", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

# Each rule with words of which one stands, in small letters, in every text that the rule reads something of. Most
# texts have none of them, and that is seen much faster than a rule is asked.
RULES: tuple[tuple[DueRule, tuple[str, ...]], ...] = (
    (day_of_month, _MONTH_WORDS),
    (numeric_day, ("",)),
    (short_day, ("",)),
    (part_of_year, ("primo", "medio", "ultimo", "starten", "begyndelsen", "midten", "slutningen", "udgang")),
    (quarter, ("kvartal",)),
    (half_year, ("halvår",)),
    (month, _MONTH_WORDS),
    (holiday, ("ferie", "jul", "nytår", "årsskiftet", "påske")),
    (season, ("forår", "sommer", "efterår", "vinter")),
    (week, ("uge",)),
    (span, ("dag", "uge", "måned", "år")),
    (next_meeting, ("næste", "kommende")),
    (year_alone, ("20", "næste år")),
    (vague, ("løbende", "snarest", "hurtigst", "møde", "drøftelse", "når der")),
)
