"""Months, quarters and seasons as ISO: a period's last month, because only then has it passed."""

from __future__ import annotations

import datetime

from generator.dates import MONTHS

_RECENT = datetime.timedelta(weeks=8)  # "i uge 3", read in week 4, speaks of last week


def month_number(word: str) -> int:
    """`jan.`, `Februar` → 1, 2."""
    return next(n for n, name in enumerate(MONTHS, 1) if name[:3] == word.lower()[:3])


def iso_month(year: int, month: int) -> str:
    """`2024-02`"""
    return f"{year:04d}-{month:02d}"


def coming_month(month: int, year: str | None, day: datetime.date) -> str:
    """The month of the year named, else the next one that is not over on `day`."""
    if year:
        return iso_month(int(year), month)
    return iso_month(day.year + (month < day.month), month)


def coming_day(month: int, number: int, year: str | None, day: datetime.date) -> str | None:
    """The day of the year named, else the next such day after `day`; None where there is no such day."""
    try:
        if year:
            return datetime.date(int(year), month, number).isoformat()
        this = datetime.date(day.year, month, number)
        return (this if this > day else this.replace(year=day.year + 1)).isoformat()
    except ValueError:
        return None


def months_on(day: datetime.date, months: int) -> str:
    """The month so many months after `day`."""
    count = day.year * 12 + day.month - 1 + months
    return iso_month(count // 12, count % 12 + 1)


def friday_of(week: int, year: str | None, day: datetime.date) -> str | None:
    """The Friday of a week; without a year this year's, or next year's where this year's is long past."""
    try:
        if year:
            return datetime.date.fromisocalendar(int(year), week, 5).isoformat()
        friday = datetime.date.fromisocalendar(day.year, week, 5)
        long_past = day - friday > _RECENT
        return (datetime.date.fromisocalendar(day.year + 1, week, 5) if long_past else friday).isoformat()
    except ValueError:
        return None


def easter(year: int) -> datetime.date:
    """Easter Sunday (Butcher's rule for the Gregorian calendar)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return datetime.date(year, f // 31, f % 31 + 1)


def last_day(due: str) -> datetime.date:
    """The last day that still keeps the date: itself, or the month's last."""
    if len(due) > 7:
        return datetime.date.fromisoformat(due)
    year, month = int(due[:4]), int(due[5:7])
    following = datetime.date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else None
    return following - datetime.timedelta(days=1) if following else datetime.date.max


def first_day(due: str) -> datetime.date:
    """The day itself, or the month's first."""
    return datetime.date.fromisoformat(due if len(due) > 7 else f"{due}-01")
