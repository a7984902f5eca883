"""How every regular expression of the generator grows with hostile text: `python -m benchmarks.regexes`.

The text for an expression is made from the expression: what fits a part of it, over and over, with nothing after it
that would let it end. Time is taken at two lengths. An expression that needs more than twice the time per letter at
four times the length is more than linear, and is shown with the time for 100,000 letters.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import pkgutil
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import generator

SHORT, LONG, LINE = 2_000, 8_000, 100_000  # letters
_PATIENCE = 2.0  # seconds for one text
_NOISE = 0.002  # seconds: below this, a growth says nothing
_GROWTH = 8.0  # of the time, at four times the length
_ENDS = ("", "\n", "!", "a", "\x00")
_SAMPLES = "aA0 .,-\n(Æ–:/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression, and the text that makes it grow most. Times in seconds."""

    where: str
    pattern: str
    pump: str
    end: str
    growth: float
    line: float  # for 100,000 letters; `_PATIENCE` means at least that


class _TooLong(Exception):
    """The patience is at its end."""


def expressions() -> dict[str, re.Pattern[str]]:
    """Every expression of the generator: those that modules hold, and those written where they are used."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            for pattern in _patterns(value):
                found.setdefault((pattern.pattern, pattern.flags), (f"{module.name}.{name}", pattern))
        for line, pattern in _written(Path(str(loaded.__file__))):
            found.setdefault((pattern.pattern, pattern.flags), (f"{module.name}:{line}", pattern))
    names: dict[str, re.Pattern[str]] = {}
    for where, pattern in found.values():
        while where in names:
            where += "'"
        names[where] = pattern
    return names


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _patterns(entry)
    elif isinstance(value, tuple | list | frozenset):
        for entry in value:
            yield from _patterns(entry)


def _written(file: Path) -> Iterator[tuple[int, re.Pattern[str]]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        owner, first = node.func.value, node.args[0]
        if isinstance(owner, ast.Name) and owner.id == "re" and isinstance(first, ast.Constant):
            yield node.lineno, re.compile(str(first.value))


# --- hostile texts ------------------------------------------------------------------------------------


def pumps(pattern: re.Pattern[str]) -> list[str]:
    """Texts that fit parts of the expression: each part, and everything up to each part."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    texts: dict[str, None] = {}
    for which in range(3):
        for text in _walk(list(tree), which):
            if 0 < len(text) <= 200:
                texts[text] = None
    return list(texts)


def _walk(nodes: list[Any], which: int) -> Iterator[str]:
    before = ""
    for node in nodes:
        own = _sample([node], which)
        for inner in _inner(node):
            yield from _walk(inner, which)
        yield own
        before += own
        yield before


def _inner(node: Any) -> Iterator[list[Any]]:
    kind, value = node
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        yield list(value[2])
    elif kind is codes.SUBPATTERN:
        yield list(value[3])
    elif kind is codes.BRANCH:
        for branch in value[1]:
            yield list(branch)
    elif kind in (codes.ASSERT, codes.ASSERT_NOT):
        yield list(value[1])
    elif kind is codes.ATOMIC_GROUP:
        yield list(value)


def _sample(nodes: list[Any], which: int) -> str:
    return "".join(_one(node, which) for node in nodes)


def _one(node: Any, which: int) -> str:
    kind, value = node
    if kind is codes.LITERAL:
        return chr(value)
    if kind is codes.NOT_LITERAL:
        return next(letter for letter in _turned(which) if ord(letter) != value)
    if kind is codes.ANY:
        return _turned(which)[0]
    if kind is codes.IN:
        return _of_class(value, which)
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _sample(list(value[2]), which) * max(int(value[0]), min(1, int(value[1])))
    if kind is codes.SUBPATTERN:
        return _sample(list(value[3]), which)
    if kind is codes.BRANCH:
        return _sample(list(value[1][which % len(value[1])]), which)
    if kind is codes.ATOMIC_GROUP:
        return _sample(list(value), which)
    return ""


def _turned(which: int) -> str:
    return _SAMPLES[which:] + _SAMPLES[:which]


def _of_class(members: list[Any], which: int) -> str:
    source = "".join(
        f"\\{'dDsSwW'[_CATEGORIES.index(value)]}" if kind is codes.CATEGORY else "" for kind, value in members
    )
    literals = [chr(value) for kind, value in members if kind is codes.LITERAL]
    ranges = [value for kind, value in members if kind is codes.RANGE]
    negated = any(kind is codes.NEGATE for kind, _ in members)

    def fits(letter: str) -> bool:
        held = letter in literals or any(low <= ord(letter) <= high for low, high in ranges)
        held = held or bool(source and re.match(f"[{source}]", letter))
        return held is not negated

    known = [letter for letter in (*literals, *_turned(which), *(chr(low) for low, _ in ranges)) if fits(letter)]
    return known[which % len(known)] if known else ""


_CATEGORIES = [
    codes.CATEGORY_DIGIT, codes.CATEGORY_NOT_DIGIT, codes.CATEGORY_SPACE,
    codes.CATEGORY_NOT_SPACE, codes.CATEGORY_WORD, codes.CATEGORY_NOT_WORD,
]  # fmt: skip


# --- time ---------------------------------------------------------------------------------------------


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """How long it takes to find everything in `text`, at most the patience."""
    start = time.perf_counter()
    with contextlib.suppress(_TooLong):
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
        try:
            for _ in pattern.finditer(text):
                pass
            pattern.fullmatch(text)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return min(time.perf_counter() - start, _PATIENCE)


def worst(where: str, pattern: re.Pattern[str]) -> Found | None:
    """What makes the expression grow more than its text does, None where nothing was found that does."""
    found: Found | None = None
    for pump in pumps(pattern):
        for end in _ENDS:
            if seconds(pattern, _text(pump, end, LONG)) < _NOISE:
                continue
            short = min(seconds(pattern, _text(pump, end, SHORT)) for _ in range(3))
            long = min(seconds(pattern, _text(pump, end, LONG)) for _ in range(3))
            growth = long / max(short, 1e-6)
            if growth > _GROWTH and long >= _NOISE:
                line = seconds(pattern, _text(pump, end, LINE))
                if found is None or line > found.line:
                    found = Found(where=where, pattern=pattern.pattern, pump=pump, end=end, growth=growth, line=line)
                if line >= _PATIENCE:
                    return found
    return found


def _text(pump: str, end: str, length: int) -> str:
    return pump * (length // len(pump)) + end


def _give_up(number: int, frame: FrameType | None) -> None:
    raise _TooLong


def main() -> None:
    """The command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("only", nargs="?", default="", help="expressions of modules whose name holds this")
    only = arguments.parse_args().only
    signal.signal(signal.SIGALRM, _give_up)
    known = {where: pattern for where, pattern in expressions().items() if only in where}
    found = [entry for where, pattern in known.items() if (entry := worst(where, pattern))]
    for entry in sorted(found, key=lambda entry: -entry.line):
        print(f"{entry.line:6.2f} s  ×{entry.growth:.0f}  {entry.where}  {entry.pump!r} … {entry.end!r}")
        print(f"          {entry.pattern[:150]!r}")
    print(f"{len(known)} expressions, {len(found)} grow more than their text")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
