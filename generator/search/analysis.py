"""From text to search terms. The browser takes the same steps, with the same tables (overrides/assets/soeg/tekst.js).

1. `fold`     lower case, æ→ae, ø→oe, å→aa, other marks gone
2. `tokens`   runs of letters and digits; a number with its separators ("EMN-2023-011201") also whole
3. `term`     irregular forms ("børn"), then Snowball's Danish stem, twice; a word with a digit stays as it is
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from generator.danish import STOP_WORDS, stem

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_MARKS = re.compile("[\u0300-\u036f]")
_TOKEN = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)+")
_JOINT = re.compile(r"[-/.](?<=[^\W_].)(?=[^\W_])")
_DIGIT = re.compile(r"[0-9]")
_SHORTEST_NUMBER = 4  # letters and digits
_SHORTEST_PREFIX = 2  # letters of a compound before an irregular word: "rådmænd"


def _read(name: str) -> Any:
    return json.loads(resources.files("generator.search").joinpath(name).read_text(encoding="utf-8"))


TABLES: dict[str, Any] = _read("tables.json")
IRREGULAR: dict[str, str] = {form: base for base, forms in _read("irregular.json").items() for form in forms}
_LETTERS: tuple[tuple[str, str], ...] = tuple(TABLES["letters"].items())  # none makes another
_LONGEST_IRREGULAR = max(map(len, IRREGULAR))


class Token(NamedTuple):
    """A folded word, and its number in the text; `whole` numbers share the place of their first part."""

    word: str
    place: int
    whole: bool = False


def fold(text: str) -> str:
    """`text` in lower case without marks: "Ålborg Café" → "aalborg cafe"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower()
    for letter, written in _LETTERS:
        plain = plain.replace(letter, written)
    return plain if plain.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", plain))


@lru_cache(maxsize=100_000)
def folded_word(word: str) -> str:
    """The same of one word, remembered."""
    return fold(word)


STOPPED = frozenset(fold(word) for word in STOP_WORDS)
OPTIONAL = frozenset(fold(word) for word in TABLES["optional"])


def tokens(text: str) -> list[Token]:
    """The words of a text in order, stop words too, and its numbers whole ("emn.2023.011201")."""
    folded = fold(text)
    found: list[Token] = []
    starts: dict[int, int] = {}
    for place, match in enumerate(_TOKEN.finditer(folded)):
        starts[match.start()] = place
        found.append(Token(match[0], place))
    return found + [Token(word, starts[start], whole=True) for start, word in _wholes(folded)]


def plain_words(folded: str) -> list[str]:
    """The words of a folded text, as `tokens` has them."""
    return _TOKEN.findall(folded)


def numbers_of(folded: str) -> list[str]:
    """The whole numbers of a folded text, as `tokens` has them."""
    if not _DIGIT.search(folded):
        return []
    return [word for line in folded.split("\n") for _, word in _wholes(line)]


def _wholes(folded: str) -> Iterator[tuple[int, str]]:
    """Where each number with separators starts, and the number."""
    if not (_JOINT.search(folded) and _DIGIT.search(folded)):
        return
    for match in _NUMBER.finditer(folded):
        parts = _TOKEN.findall(match[0])
        if _DIGIT.search(match[0]) and sum(map(len, parts)) >= _SHORTEST_NUMBER:
            yield match.start(), ".".join(parts)


def is_whole(word: str) -> bool:
    """Whether a token is a number with its separators."""
    return "." in word


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """The search term of a folded word: a beginning of its `base`."""
    return word if _DIGIT.search(word) else stem(base(word))


def base(word: str) -> str:
    """A folded word as the stemmer is given it."""
    return _rewritten(_regular(word))


def _regular(word: str) -> str:
    """An irregular form as its base form, alone or at the end of a compound: "raadmaend" → "raadmand"."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for length in range(min(_LONGEST_IRREGULAR, len(word) - _SHORTEST_PREFIX), 3, -1):
        base = IRREGULAR.get(word[-length:])
        if base is not None:
            return word[:-length] + base
    return word


def _rewritten(word: str) -> str:
    """What folding hid from the stemmer: "arbejdsloest" → "arbejdsloes"."""
    for ending, better in TABLES["rewrites"]:
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + str(better)
    return word


def browser_tables() -> dict[str, Any]:
    """Everything the browser needs to do the same."""
    return {**TABLES, "optional": sorted(OPTIONAL), "stopped": sorted(STOPPED), "irregular": IRREGULAR}
