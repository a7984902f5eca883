"""What every picture has in common: its frame with a title and a description, letters, and bars over quarters.

Inline SVG, no script, no style. Places across are in percent, so that letters keep their size on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator import markdown_text as md

Quarter = tuple[int, int]  # year, and 1 to 4

BAR_HEIGHT = 90
_MOST_YEARS = 8
_LEGEND_LINE = 20


def figure(kind: str, height: int, title: str, description: str, shapes: Iterable[str], *, name: str = "") -> str:
    """A picture; `name` tells pictures of one kind apart that stand on one page."""
    own = f"{kind}-{name}" if name else kind
    drawn = "\n".join(shapes)
    return (
        f'<figure class="tegning tegning--{kind}">\n'
        f'<svg width="100%" height="{height}" role="img" aria-labelledby="{own}_titel {own}_tekst">\n'
        f'<title id="{own}_titel">{md.within_line(md.clean(title))}</title>\n'
        f'<desc id="{own}_tekst">{md.within_line(md.clean(description))}</desc>\n'
        f"{drawn}\n</svg>\n</figure>"
    )


def text(x: float, y: int, words: str, anchor: str = "start", kind: str = "") -> str:
    """Words in a picture, which may come from a paper."""
    styled = f' class="{kind}"' if kind else ""
    return f'<text{styled} x="{x:.1f}%" y="{y}" text-anchor="{anchor}">{md.within_line(md.clean(words))}</text>'


def bar(x: float, y: int, width: float, height: int, kind: str = "") -> str:
    """A rectangle; places across in percent."""
    styled = f' class="{kind}"' if kind else ""
    return f'<rect{styled} x="{x:.1f}%" y="{y}" width="{width:.1f}%" height="{height}"/>'


def legend(parts: Mapping[str, str]) -> tuple[int, list[str]]:
    """What each kind of bar means, a line each from the top, and how tall that is."""
    shapes: list[str] = []
    for number, (kind, words) in enumerate(parts.items()):
        y = number * _LEGEND_LINE
        shapes.append(f'<rect class="del del--{kind}" x="1" y="{y + 3}" width="14" height="13"/>')
        shapes.append(f'<text x="24" y="{y + 14}">{md.within_line(md.clean(words))}</text>')
    return len(parts) * _LEGEND_LINE, shapes


def quarter_of(iso: str) -> Quarter:
    """`2024-06-04` → 2024, second quarter."""
    return int(iso[:4]), (int(iso[5:7]) + 2) // 3


def quarters_between(first: Quarter, last: Quarter) -> list[Quarter]:
    """Every quarter from the first to the last."""
    numbers = range(first[0] * 4 + first[1] - 1, last[0] * 4 + last[1])
    return [(number // 4, number % 4 + 1) for number in numbers]


def axis(quarters: Sequence[Quarter], floor: int) -> Iterator[str]:
    """The line that bars over quarters stand on, with the years below it."""
    step, labelled = 100 / len(quarters), _labelled(quarters)
    yield f'<line class="bane" x1="0%" y1="{floor}" x2="100%" y2="{floor}"/>'
    for number, quarter in enumerate(quarters):
        if number in labelled:
            x = number * step
            yield f'<line class="aar" x1="{x:.1f}%" y1="{floor}" x2="{x:.1f}%" y2="{floor + 6}"/>'
            yield text(x, floor + 18, str(quarter[0]))


def _labelled(quarters: Sequence[Quarter]) -> set[int]:
    """The quarters under which the year stands: the first of a year, and the very first where there is room."""
    every = -(-(quarters[-1][0] - quarters[0][0] + 1) // _MOST_YEARS)
    found = {number for number, (year, quarter) in enumerate(quarters) if quarter == 1 and year % every == 0}
    return found | {0} if not found or min(found) > len(quarters) / _MOST_YEARS else found
