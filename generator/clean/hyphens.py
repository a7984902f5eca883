"""What a hyphen at the end of a line means: part of the word, of the wrapping, or of a range.

The rules and their order are FORMATS.md section 1, measured on 489 hand-labelled line ends. One rule
per function; the first that has an opinion decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from generator.sources.bundle import Line


class Hyphen(Enum):
    """What becomes of the hyphen between two lines."""

    JOIN = "join"  # temadrøftel- + sen → temadrøftelsen
    KEEP = "keep"  # 2025- + 2028 → 2025-2028
    KEEP_SPACE = "keep_space"  # uddannelses- + og → uddannelses- og
    DEFER = "defer"  # the lines do not belong together


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*", re.UNICODE)
_CONJUNCTIONS = frozenset({"og", "eller", "samt"})
_KEPT_PREFIXES = frozenset({"it", "tv", "pc", "sms", "ikke"})
# Words beside which a document's line-end hyphens are counted (see `Wrapping`).
_WINDOW = 30
_WRAPPED_LINE = 45
_ENOUGH = 12
_HALF_WORD = re.compile(r"[a-zæøå]-$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a bundle that do not touch a line's end, folded to lower case, with their counts.

    `author` holds the lines (page, number) whose hyphen is the author's (`Wrapping`).
    """

    counts: Counter[str] = field(default_factory=Counter)
    author: frozenset[tuple[int, int]] = frozenset()

    @classmethod
    def of_lines(cls, lines: Sequence[Line]) -> Vocabulary:
        """The vocabulary of a whole bundle, and which of its line-end hyphens are the author's."""
        texts = [line.text for line in lines]
        wrapping = Wrapping(texts)
        author = frozenset(
            (line.page, line.number)
            for at, line in enumerate(lines)
            if line.text.rstrip().endswith("-") and wrapping.is_by_author(at)
        )
        return cls(cls.of(texts).counts, author)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """Count the words of `lines`; a last word that ends in a hyphen is only half a word and left out."""
        counts: Counter[str] = Counter()
        after_hyphen = False
        for line in lines:
            words = _WORD.findall(line.lower())
            if after_hyphen and words:
                words = words[1:]
            after_hyphen = line.rstrip().endswith("-") or (after_hyphen and not line.strip())
            if line.rstrip().endswith("-") and words:
                words = words[:-1]
            counts.update(words)
        return cls(counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    left: str  # last token of the first line, without its hyphen
    right: str  # first token of the second line
    vocabulary: Vocabulary
    author: bool


def _letters(token: str) -> str:
    return re.sub(r"^\W+|\W+$", "", token)


def _lone_dash(case: _Case) -> Hyphen | None:
    """`Referat -` + `Rådmandsmøde`: a dash, not a hyphen."""
    return Hyphen.KEEP_SPACE if not case.left else None


def _conjunction(case: _Case) -> Hyphen | None:
    """`uddannelses-` + `og beskæftigelsesstrategi`: the hyphen stands for the second half."""
    return Hyphen.KEEP_SPACE if _letters(case.right).lower() in _CONJUNCTIONS else None


def _digits(case: _Case) -> Hyphen | None:
    """`2025-` + `2028`, `1%-` + `point`: a range or a compound with a number."""
    right = _letters(case.right)
    return Hyphen.KEEP if case.left[-1:].isdigit() or case.left[-1:] == "%" or right[:1].isdigit() else None


def _prefix(case: _Case) -> Hyphen | None:
    """`ikke-` + `kriminalpræventive`, `e-` + `mail`: always written with a hyphen."""
    left = _letters(case.left)
    return Hyphen.KEEP if len(left) == 1 or left.lower() in _KEPT_PREFIXES else None


def _abbreviation(case: _Case) -> Hyphen | None:
    """`BPA-` + `ordning`: capitals joined to a word keep the hyphen."""
    left, right = _letters(case.left), _letters(case.right)
    return Hyphen.KEEP if len(left) > 1 and left.isupper() and right[:1].islower() else None


def _camel_case(case: _Case) -> Hyphen | None:
    """`www.aarhus-` + `kommune.dk`, `LinkedIn-` + `profil`: names of their own spelling."""
    left = _letters(case.left)
    odd = re.search(r"[a-zæøå][A-ZÆØÅ]", left) or "://" in case.left or case.left.lower().startswith("www.")
    return Hyphen.KEEP if odd or "@" in case.left else None


def _other_column(case: _Case) -> Hyphen | None:
    """`for-` + `Sociale Forhold`: a capital after half a word is another column's text."""
    left, right = _letters(case.left), _letters(case.right)
    return Hyphen.DEFER if left[-1:].islower() and right[:1].isupper() else None


def _vocabulary(case: _Case) -> Hyphen | None:
    """The bundle's own spelling elsewhere decides between the joined and the hyphenated form."""
    left = _WORD.findall(case.left.lower())
    right = _WORD.match(case.right.lower().lstrip("\"'”’(["))
    if not left or right is None:
        return None
    joined = case.vocabulary.counts[left[-1] + right.group()]
    hyphenated = case.vocabulary.counts[f"{left[-1]}-{right.group()}"]
    if joined == hyphenated:
        return None
    return Hyphen.JOIN if joined > hyphenated else Hyphen.KEEP


def _author(case: _Case) -> Hyphen | None:
    """In a document that wraps without hyphenating, a hyphen is the author's (`policy-` + `initiativer`)."""
    return Hyphen.KEEP if case.author else None


RULES: tuple[Callable[[_Case], Hyphen | None], ...] = (
    _lone_dash,
    _conjunction,
    _digits,
    _prefix,
    _abbreviation,
    _camel_case,
    _other_column,
    _vocabulary,
    _author,
)


def judge(left: str, right: str, vocabulary: Vocabulary, *, author: bool = False) -> Hyphen:
    """What the hyphen that ends the line `left` means before the line `right`.

    `author` says that the document around it wraps without hyphenating (`Wrapping`).
    """
    token = left.rstrip().split()[-1] if left.strip() else ""
    following = right.split()[0] if right.strip() else ""
    case = _Case(left=token.removesuffix("-"), right=following, vocabulary=vocabulary, author=author)
    for rule in RULES:
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return Hyphen.JOIN


class Wrapping:
    """How the lines of a document wrap, found out once for all of its lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [line.strip() for line in lines]
        self._halves = [bool(_HALF_WORD.search(line)) for line in self._lines]

    def is_by_author(self, at: int) -> bool:
        """Whether the text around line `at` wraps without hyphenating, so that its hyphens are the author's.

        Looks at up to 30 wrapped lines on each side; asks for at least 12 of them and no other line that
        ends in half a word.
        """
        here, wrapped = self._lines[at], 0
        half = False  # the last line before ends in half a word
        for n in range(max(0, at - 2 * _WINDOW), min(len(self._lines), at + 2 * _WINDOW)):
            line = self._lines[n]
            if not line:
                continue
            if half and line.split(maxsplit=1)[0] not in _CONJUNCTIONS:
                return False
            other = line != here
            half = other and self._halves[n]
            wrapped += other and len(line) >= _WRAPPED_LINE
        return wrapped >= _ENOUGH


def join(left: str, right: str, verdict: Hyphen) -> str:
    """The two lines as one, the hyphen treated as `verdict` says. `left` ends in a hyphen."""
    left, right = left.rstrip(), right.lstrip()
    match verdict:
        case Hyphen.JOIN:
            return left[:-1] + right
        case Hyphen.KEEP:
            return left + right
        case Hyphen.KEEP_SPACE | Hyphen.DEFER:
            return f"{left} {right}"
