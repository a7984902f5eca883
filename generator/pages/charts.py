"""Pictures drawn at build time: the course of a case, bars per quarter and per thing, circles over the years.

Each stands beside a list or table that says the same.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import words
from generator.pages.drawing import (
    BAR_HEIGHT,
    Quarter,
    axis,
    bar,
    figure,
    legend,
    quarters_between,
    text,
)
from generator.words import connected as said
from generator.words import ways

_LEFT, _RIGHT = 3.0, 97.0  # percent
_LANE, _TOP = 44, 34  # pixels
_LEAST_GAP = 3.0
_LABEL_FREE = 24.0  # percent at each end where the first and the last month stand
_MOST_YEARS = 8
_MOST_NUMBERS = 24  # with more bars there is no room for their numbers
_ROW, _ROW_WIDTH = 46, 90.0  # pixels down, percent across
_LANE_OF_YEARS, _CIRCLE = 46, 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A point of a case's course: when, before which body, and whether it is the page one is on."""

    date: str
    body: str
    current: bool = False


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
    return figure("forloeb", height, said.COURSE_DRAWN, described, _course_shapes(oldest_first, lanes, height))


def _course_shapes(steps: Sequence[Step], lanes: Sequence[str], height: int) -> Iterator[str]:
    across = _spread([_ordinal(step.date) for step in steps])
    down = [_TOP + _LANE * lanes.index(step.body) for step in steps]
    yield from _years(steps[0].date, steps[-1].date, height)
    for y in range(_TOP, _TOP + _LANE * len(lanes), _LANE):
        yield f'<line class="bane" x1="{_LEFT}%" y1="{y}" x2="{_RIGHT}%" y2="{y}"/>'
    for x1, y1, x2, y2 in zip(across, down, across[1:], down[1:], strict=False):
        yield f'<line class="vej" x1="{x1:.1f}%" y1="{y1}" x2="{x2:.1f}%" y2="{y2}"/>'
    for number, lane in enumerate(lanes):
        yield text(0, _TOP + _LANE * number - 14, lane, "start")
    for step, x, y in zip(steps, across, down, strict=True):
        kind, radius = ("her", 8) if step.current else ("trin", 6)
        yield f'<circle class="{kind}" cx="{x:.1f}%" cy="{y}" r="{radius}"/>'
    yield text(0, height - 4, words.short_month(steps[0].date), "start")
    yield text(100, height - 4, words.short_month(steps[-1].date), "end")


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
            yield text(x, height - 4, str(year), "middle")


# --- per quarter ------------------------------------------------------------------------------------


def per_quarter(counts: Mapping[Quarter, int], title: str, what: tuple[str, str], *, name: str = "") -> str:
    """A bar for each quarter from the first that has some to the last; nothing where there is one only."""
    if len(counts) < 2:
        return ""
    quarters = quarters_between(min(counts), max(counts))
    described = ways.span(sum(counts.values()), what, quarters[0], quarters[-1])
    return figure("kvartaler", BAR_HEIGHT + 40, title, described, _bars(quarters, counts), name=name)


def _bars(quarters: Sequence[Quarter], counts: Mapping[Quarter, int]) -> Iterator[str]:
    floor, most, step = BAR_HEIGHT + 18, max(counts.values()), 100 / len(quarters)
    for number, quarter in enumerate(quarters):
        x, count = number * step, counts.get(quarter, 0)
        tall = round(BAR_HEIGHT * count / most)
        if count:
            yield bar(x + step * 0.15, floor - tall, step * 0.7, tall)
        if count and len(quarters) <= _MOST_NUMBERS:
            yield text(x + step / 2, floor - tall - 4, str(count), "middle")
    yield from axis(quarters, floor)


def stacked_quarters(
    counts: Mapping[Quarter, Mapping[str, int]],
    parts: Mapping[str, str],
    title: str,
    what: tuple[str, str],
    *,
    name: str = "",
) -> str:
    """A bar of several parts for each quarter; `parts` says what each kind of part means, from the bottom up."""
    if len(counts) < 2:
        return ""
    quarters = quarters_between(min(counts), max(counts))
    total = sum(sum(found.values()) for found in counts.values())
    below, shapes = legend(dict(reversed(list(parts.items()))))
    drawn = [*shapes, *_stacks(quarters, counts, list(parts), below)]
    height = below + 2 * BAR_HEIGHT + 40
    return figure("stabler", height, title, ways.span(total, what, quarters[0], quarters[-1]), drawn, name=name)


def _stacks(
    quarters: Sequence[Quarter], counts: Mapping[Quarter, Mapping[str, int]], kinds: Sequence[str], top: int
) -> Iterator[str]:
    most, step = max(sum(found.values()) for found in counts.values()), 100 / len(quarters)
    floor = top + 2 * BAR_HEIGHT + 18
    for number, quarter in enumerate(quarters):
        found, reached = counts.get(quarter, {}), 0
        for kind in kinds:
            low, reached = reached, reached + found.get(kind, 0)
            down, up = (floor - round(2 * BAR_HEIGHT * level / most) for level in (low, reached))
            if down > up:
                yield bar(number * step + step * 0.15, up, step * 0.7, down - up, f"del del--{kind}")
        if reached and len(quarters) <= _MOST_NUMBERS:
            top_of_bar = floor - round(2 * BAR_HEIGHT * reached / most)
            yield text(number * step + step / 2, top_of_bar - 4, str(reached), "middle")
    yield from axis(quarters, floor)


# --- one bar for each thing -------------------------------------------------------------------------


def stacked_rows(rows: Mapping[str, Mapping[str, int]], parts: Mapping[str, str], title: str, described: str) -> str:
    """A bar lying down for each name, of several parts, longest first as given; each with its number."""
    most = max((sum(found.values()) for found in rows.values()), default=0)
    if not most:
        return ""
    top, shapes = legend(parts)
    for number, (name, found) in enumerate(rows.items()):
        y, x = top + 16 + number * _ROW, 0.0
        shapes.append(text(0, y, name))
        for kind in parts:
            width = _ROW_WIDTH * found.get(kind, 0) / most
            if width:
                shapes.append(bar(x, y + 6, width, 16, f"del del--{kind}"))
            x += width
        shapes.append(text(x + 1, y + 19, str(sum(found.values()))))
    return figure("raekker", top + 8 + len(rows) * _ROW, title, described, shapes)


# --- things over the years --------------------------------------------------------------------------


def over_years(rows: Mapping[str, Mapping[int, int]], years: Sequence[int], title: str, described: str) -> str:
    """A row for each name and a circle for each year, larger the more there are, with the number beside it."""
    most = max((count for found in rows.values() for count in found.values()), default=0)
    if not most:
        return ""
    step, shapes = 100 / len(years), []
    for number, (name, found) in enumerate(rows.items()):
        y = 14 + number * _LANE_OF_YEARS
        shapes.append(text(0, y, name, kind="navn"))
        for column, year in enumerate(years):
            count = found.get(year, 0)
            if count:
                x = step * (column + 0.3)
                radius = max(2, round(_CIRCLE * math.sqrt(count / most)))
                shapes.append(f'<circle class="maengde" cx="{x:.1f}%" cy="{y + 20}" r="{radius}"/>')
                shapes.append(text(step * (column + 0.3) + 100 * 0.04, y + 24, str(count)))
    floor = 8 + len(rows) * _LANE_OF_YEARS
    shapes += [text(step * (column + 0.3), floor + 18, str(year), "middle") for column, year in enumerate(years)]
    return figure("aarstal", floor + 24, title, described, shapes)
