"""The papers' little markup: paragraphs, `# heading`, `* bullet`, `| table | row |`, `^1 footnote`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Para:
    """Running text, to be wrapped. `hyphens` False for minutes and addresses, which real papers never hyphenate."""

    text: str
    hyphens: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """A heading on its own line. Text follows close under it when `tight`."""

    text: str
    size: int = 2  # 1 = title of a document, 2 = heading
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Bullet:
    """One entry of a list. `mark` "" means the bullet sign of the document."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A bordered table; the first row is its header."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()  # parts of the page's width; () means equal


@dataclass(frozen=True, slots=True)
class Foot:
    """A footnote, printed at the bottom of its page."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Lines that stand as they are, close together."""

    lines: tuple[str, ...]


Block = Para | Head | Bullet | Grid | Foot | Raw


def blocks_of(text: str, *, hyphens: bool = True) -> tuple[Block, ...]:
    """Read marked-up text: `"# Mål\\n\\nVi vil …"` gives a `Head` and a `Para`."""
    found: list[Block] = []
    for chunk in text.strip().split("\n\n"):
        lines = [line for line in chunk.split("\n") if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("|"):
            found.append(_grid(lines))
        elif lines[0].startswith("* "):
            found += _bullets(lines)
        elif lines[0].startswith("# "):
            found.append(Head(lines[0][2:]))
            if lines[1:]:
                found.append(Para(" ".join(lines[1:]), hyphens))
        elif lines[0].startswith("^"):
            mark, _, rest = " ".join(lines)[1:].partition(" ")
            found.append(Foot(mark, rest))
        else:
            found.append(Para(" ".join(lines), hyphens))
    return tuple(found)


def _bullets(lines: list[str]) -> list[Bullet]:
    """`* one` starts an entry, any other line goes on with it."""
    entries: list[str] = []
    for line in lines:
        if line.startswith("* "):
            entries.append(line[2:])
        else:
            entries[-1] += " " + line.strip()
    return [Bullet(entry) for entry in entries]


def _grid(lines: list[str]) -> Grid:
    """`|2|5|` as first line gives the widths, the next the header, the others the rows."""
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    widths: tuple[int, ...] = ()
    if all(cell.isdigit() for cell in rows[0]):
        widths = tuple(int(cell) for cell in rows.pop(0))
    return Grid(tuple(rows), widths)
