"""Pictures drawn at build time: the course of a case, and items per quarter. Inline SVG, no script, no style.

Places across are in percent, so that letters keep their size on a narrow screen. Each picture has a title and
a description, and stands beside a list or table that says the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import markdown_text as md
from generator import words
from generator.words import connected as said

_LEFT, _RIGHT = 3.0, 97.0  # percent
_LANE, _TOP = 44, 34  # pixels
_LEAST_GAP = 3.0
_LABEL_FREE = 24.0  # percent at each end where the first and the last month stand
_MOST_YEARS = 8
_BAR_HEIGHT = 90
_MOST_NUMBERS = 24  # with more bars there is no room for their numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A point of a case's course: when, before which body, and whether it is the page one is on."""

    date: str
    body: str
    current: bool = False


def _figure(kind: str, height: int, title: str, description: str, shapes: Iterator[str]) -> str:
    drawn = "\n".join(shapes)
    return (
        f'<figure class="tegning tegning--{kind}" data-search-exclude>\n'
        f'<svg width="100%" height="{height}" role="img" aria-labelledby="{kind}_titel {kind}_tekst">\n'
        f'<title id="{kind}_titel">{md.within_line(md.clean(title))}</title>\n'
        f'<desc id="{kind}_tekst">{md.within_line(md.clean(description))}</desc>\n'
        f"{drawn}\n</svg>\n</figure>"
    )


def _text(x: float, y: int, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}%" y="{y}" text-anchor="{anchor}">{md.within_line(md.clean(text))}</text>'


# --- the course of a case ---------------------------------------------------------------------------


def course(steps: Sequence[Step]) -> str:
    """The steps of a case on a line of time, with a lane for each body; nothing where there is one step only."""
    if len(steps) < 2:
        return ""
    oldest_first = sorted(steps, key=lambda step: step.date)
    lanes = list(dict.fromkeys(step.body for step in oldest_first))
    height = _TOP + _LANE * len(lanes)
    first, last = oldest_first[0].date, oldest_first[-1].date
    described = said.course_described(len(steps), words.date(first), words.date(last))
    return _figure("forloeb", height, said.COURSE_DRAWN, described, _course_shapes(oldest_first, lanes, height))


def _course_shapes(steps: Sequence[Step], lanes: Sequence[str], height: int) -> Iterator[str]:
    across = _spread([_ordinal(step.date) for step in steps])
    down = [_TOP + _LANE * lanes.index(step.body) for step in steps]
    yield from _years(steps[0].date, steps[-1].date, height)
    for y in range(_TOP, _TOP + _LANE * len(lanes), _LANE):
        yield f'<line class="bane" x1="{_LEFT}%" y1="{y}" x2="{_RIGHT}%" y2="{y}"/>'
    for x1, y1, x2, y2 in zip(across, down, across[1:], down[1:], strict=False):
        yield f'<line class="vej" x1="{x1:.1f}%" y1="{y1}" x2="{x2:.1f}%" y2="{y2}"/>'
    for number, lane in enumerate(lanes):
        yield _text(0, _TOP + _LANE * number - 14, lane, "start")
    for step, x, y in zip(steps, across, down, strict=True):
        kind, radius = ("her", 8) if step.current else ("trin", 6)
        yield f'<circle class="{kind}" cx="{x:.1f}%" cy="{y}" r="{radius}"/>'
    yield _text(0, height - 4, words.short_month(steps[0].date), "start")
    yield _text(100, height - 4, words.short_month(steps[-1].date), "end")


def _ordinal(iso: str) -> int:
    return datetime.date.fromisoformat(iso).toordinal()


def _spread(days: Sequence[int]) -> list[float]:
    """Places across for days in order: true to time, yet never so near that two points become one."""
    span = max(days[-1] - days[0], 1)
    gap = min(_LEAST_GAP, (_RIGHT - _LEFT) / max(len(days) - 1, 1))
    places = [_LEFT + (_RIGHT - _LEFT) * (day - days[0]) / span for day in days]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + gap)
    if places[-1] > _RIGHT:
        places[-1] = _RIGHT
        for number in range(len(places) - 2, -1, -1):
            places[number] = min(places[number], places[number + 1] - gap)
    return places


def _years(first: str, last: str, height: int) -> Iterator[str]:
    """A faint line at each turn of the year, with the year where there is room for it."""
    start, span = _ordinal(first), max(_ordinal(last) - _ordinal(first), 1)
    years = range(int(first[:4]) + 1, int(last[:4]) + 1)
    every = -(-len(years) // _MOST_YEARS) or 1
    for year in years:
        x = _LEFT + (_RIGHT - _LEFT) * (datetime.date(year, 1, 1).toordinal() - start) / span
        yield f'<line class="aar" x1="{x:.1f}%" y1="10" x2="{x:.1f}%" y2="{height - 18}"/>'
        if _LABEL_FREE <= x <= 100 - _LABEL_FREE and year % every == 0:
            yield _text(x, height - 4, str(year), "middle")


# --- items per quarter ------------------------------------------------------------------------------


def per_quarter(counts: Mapping[tuple[int, int], int]) -> str:
    """A bar for each quarter from the first that has items to the last; `counts` by year and quarter."""
    if len(counts) < 2:
        return ""
    quarters = _quarters(min(counts), max(counts))
    described = said.chart_described(sum(counts.values()), said.quarter(*quarters[0]), said.quarter(*quarters[-1]))
    height = _BAR_HEIGHT + 40
    return _figure("kvartaler", height, said.PER_QUARTER, described, _bars(quarters, counts))


def _quarters(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    numbers = range(first[0] * 4 + first[1] - 1, last[0] * 4 + last[1])
    return [(number // 4, number % 4 + 1) for number in numbers]


def _bars(quarters: Sequence[tuple[int, int]], counts: Mapping[tuple[int, int], int]) -> Iterator[str]:
    floor, most, step = _BAR_HEIGHT + 18, max(counts.values()), 100 / len(quarters)
    labelled = _labelled(quarters)
    yield f'<line class="bane" x1="0%" y1="{floor}" x2="100%" y2="{floor}"/>'
    for number, quarter in enumerate(quarters):
        x, count = number * step, counts.get(quarter, 0)
        tall = round(_BAR_HEIGHT * count / most)
        if count:
            yield f'<rect x="{x + step * 0.15:.1f}%" y="{floor - tall}" width="{step * 0.7:.1f}%" height="{tall}"/>'
        if count and len(quarters) <= _MOST_NUMBERS:
            yield _text(x + step / 2, floor - tall - 4, str(count), "middle")
        if number in labelled:
            yield f'<line class="aar" x1="{x:.1f}%" y1="{floor}" x2="{x:.1f}%" y2="{floor + 6}"/>'
            yield _text(x, floor + 18, str(quarter[0]), "start")


def _labelled(quarters: Sequence[tuple[int, int]]) -> set[int]:
    """The quarters under which the year stands: the first of a year, and the very first where there is room."""
    every = -(-(quarters[-1][0] - quarters[0][0] + 1) // _MOST_YEARS)
    found = {number for number, (year, quarter) in enumerate(quarters) if quarter == 1 and year % every == 0}
    return found | {0} if not found or min(found) > len(quarters) / _MOST_YEARS else found
