"""Breaks text into lines as a word processor does, with hyphens at the line ends."""

from __future__ import annotations

from collections.abc import Callable

_VOWELS = "aeiouyæøåé"
_CLUSTERS = frozenset(
    first + second
    for first, seconds in (
        *(("b", "jlr"), ("d", "rv"), ("f", "jlr"), ("g", "lr"), ("h", "jv")),
        *(("k", "lnrv"), ("p", "lr"), ("s", "jklmnptv"), ("t", "rv")),
    )
    for second in seconds
)  # consonants that begin a syllable together
_SHORTEST_HYPHENATED = 8
Measure = Callable[[str], float]


def wrap(text: str, width: float, measure: Measure = len, *, hyphens: bool = True) -> list[str]:
    """The lines of `text` no wider than `width` in `measure`'s unit (characters unless told)."""
    lines: list[str] = []
    line = ""
    words = text.split()
    while words:
        word = words.pop(0)
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        head, tail = _split(word, line, width, measure) if hyphens else ("", word)
        if head:
            lines.append(f"{line} {head}" if line else head)
            line = ""
            words.insert(0, tail)
        elif line:
            lines.append(line)
            line = ""
            words.insert(0, word)
        else:  # a word wider than the column stands alone
            lines.append(word)
    return [*lines, line] if line else lines


def _split(word: str, line: str, width: float, measure: Measure) -> tuple[str, str]:
    """The longest beginning of `word` that still fits behind `line`, with its hyphen, and the rest."""
    for at in range(len(word) - 2, 1, -1):
        head = _head(word, at)
        if head and measure(f"{line} {head}" if line else head) <= width:
            return head, word[at:]
    return "", word


def _head(word: str, at: int) -> str:
    """What stands before the break at `at` if Danish allows one there, else ""."""
    if word[at - 1] == "-" and at > 2 and not any(letter.isdigit() for letter in word):
        return word[:at]  # "EU-regler": the hyphen is the word's own
    core = word.strip(".,:;?!()”")
    start = at - word.index(core) if core else 0
    if len(core) < _SHORTEST_HYPHENATED or not core.isalpha() or core[1:] != core[1:].lower():
        return ""
    if not 2 <= start <= len(core) - 2:
        return ""
    if _begins_syllable(core, start - 1):
        return ""
    onset_end = start + 2 if _begins_syllable(core, start) else start + 1
    onset = core[start] not in _VOWELS and core[onset_end : onset_end + 1] in tuple(_VOWELS)
    nucleus = any(letter.lower() in _VOWELS for letter in core[:start])
    return f"{word[:at]}-" if onset and nucleus else ""


def _begins_syllable(word: str, at: int) -> bool:
    """Do two consonants at `at` stay together? Not in "rådmands-møde": after a consonant, s ends the syllable."""
    linking_s = word[at] == "s" and at > 0 and word[at - 1] not in _VOWELS
    return word[at : at + 2] in _CLUSTERS and not linking_s
