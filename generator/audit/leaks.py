"""Promise 1: nothing withheld stands in any byte of the site, nor in a file's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

import numpy as np

from generator.audit.bunches import Bunch
from generator.audit.condensing import THEME, Condensed, Gathered
from generator.audit.fingerprints import Patterns
from generator.audit.folding import BREAK, normal, words_of
from generator.audit.gangs import in_gangs
from generator.audit.index_words import is_dictionary
from generator.audit.letters import CondensedLetters, Letters, Spelt
from generator.audit.readings import Unreadable, decoded, readings, readings_of, without_markup_words
from generator.audit.seams import NOTHING_OPEN, OpenSentences, Seam
from generator.audit.secrets import LONE_WORD, Secrets


@dataclass(frozen=True, slots=True)
class Leaks:
    """A sentence for each file and kind of withheld thing that stands in it, and for each file that cannot be searched;
    and the names of bunches with windows that open sentences explain.
    """

    sentences: tuple[str, ...]
    explained: frozenset[str]


def leaks_in(
    site: Path, bunches: Sequence[Bunch], secrets: Secrets, open_sentences: OpenSentences = NOTHING_OPEN
) -> Leaks:
    """Read all files of bunches for what is withheld. `open_sentences` may stand one after another."""
    patterns, kinds, unreadable = secrets.patterns, dict[str, set[str]](), dict[str, str]()
    seams: list[tuple[str, str, Seam]] = []
    explained: set[str] = set()
    for bunch, told in zip(bunches, in_gangs(_kinds, bunches, (site, secrets), worth=2), strict=True):
        for file, found in told.items():
            if isinstance(found, str):
                unreadable[file] = found
            else:
                kinds.setdefault(file, set()).update(found.kinds)
                seams += ((file, kind, seam) for kind, seam in found.seams)
                explained.update([bunch.name] if found.seams else ())
    harmless = open_sentences.explain({seam for _, _, seam in seams})
    for file, kind, seam in seams:
        if seam not in harmless:
            kinds[file].add(kind)
    return Leaks(tuple(_sentences(kinds, unreadable, patterns)), frozenset(explained))


def _sentences(kinds: Mapping[str, Set[str]], unreadable: Mapping[str, str], patterns: Patterns) -> Iterator[str]:
    for file in sorted(kinds.keys() | unreadable.keys()):
        if file in unreadable:
            yield f"{safe_name(file, patterns)}: cannot be searched for what is withheld ({unreadable[file]})"
            continue
        for kind in sorted(kinds[file]):
            yield f"{safe_name(file, patterns)}: holds {kind}"
        for kind in sorted(patterns.kinds_of(patterns.find(normal(file)))):
            yield f"{safe_name(file, patterns)}: the name of a file holds {kind}"


@dataclass(frozen=True, slots=True)
class _Told:
    """The kinds of what stands in a file, and those of windows that open sentences may explain."""

    kinds: frozenset[str]
    seams: frozenset[tuple[str, Seam]]


def _kinds(bunch: Bunch, task: tuple[Path, Secrets]) -> dict[str, _Told | str]:
    """What is withheld and stands in each file, or why it cannot be searched."""
    site, secrets = task
    texts: dict[str, list[Iterable[str]]] = {file: [readings(site / file)] for file in bunch.files}
    for part in bunch.parts:
        texts.setdefault(part.file, []).extend(map(readings_of, decoded(part.text(site))))
    told: dict[str, _Told | str] = {}
    for file, some in texts.items():
        try:
            found = set(_found(chain.from_iterable(some), file, secrets))
            told[file] = _Told(
                frozenset(kind for kind, seam in found if seam is None),
                frozenset((kind, seam) for kind, seam in found if seam is not None),
            )
        except Unreadable as error:
            told[file] = str(error)
    return told


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Whether files may hold something withheld: `certain` where they are to be read for it, whatever the windows say
    that may be the end and the beginning of open sentences.
    """

    certain: bool = False
    seams: frozenset[Seam] = frozenset()

    def __bool__(self) -> bool:
        return self.certain or bool(self.seams)


@dataclass(frozen=True, slots=True)
class Readable:
    """What stands in some files, to be searched: `condensing` says what is in which part."""

    words: CondensedLetters
    markup: CondensedLetters
    keys: CondensedLetters
    unreadable: bool = False

    @classmethod
    def of(cls, condensed: Condensed) -> Readable:
        """Of condensed files."""
        words, markup, keys = map(CondensedLetters, (condensed.words, condensed.markup, condensed.keys))
        return cls(words, markup, keys, condensed.unreadable)

    @classmethod
    def together(cls, some: Sequence[tuple[Spelt, Spelt, Spelt]]) -> Readable:
        """Of several, each of which was readable."""
        words, markup, keys = (CondensedLetters.together([one[part] for one in some]) for part in range(3))
        return cls(words, markup, keys)

    @property
    def spelt(self) -> tuple[Spelt, Spelt, Spelt]:
        """To be remembered, where it is readable."""
        return self.words.spelt, self.markup.spelt, self.keys.spelt


def suspicion(readable: Readable, secrets: Secrets) -> Suspicion:
    """Whether the files of which this was made may give a sentence of `leaks_in`; where not, none does."""
    if readable.unreadable:
        return Suspicion(certain=True)
    patterns, letters = secrets.patterns, readable.words
    numbers = [patterns.number(row) for row in patterns.find_in(letters).tolist()]
    if (
        None in numbers
        or any(len(secrets.phrases.find_in(part)) for part in (readable.markup, readable.keys))
        or secrets.term_numbers.may_stand_in(readable.keys)
    ):
        return Suspicion(certain=True)
    return Suspicion(
        seams=frozenset(seam for number in numbers if number is not None for seam in letters.windows(number))
    )


def suspicion_of(new: Gathered, secrets: Secrets) -> Suspicion:
    """The same of what was gathered, read as `leaks_in` reads the files that it is of."""
    if new.unreadable or len(secrets.patterns.find(normal(BREAK.join(new.files)))):
        return Suspicion(certain=True)
    found = {seam for file, texts in new.readings() for _, seam in _found(texts, file, secrets)}
    return Suspicion(None in found, frozenset(seam for seam in found if seam is not None))


def _found(texts: Iterable[str], file: str, secrets: Secrets) -> Iterator[tuple[str, Seam | None]]:
    """The kinds of what is withheld that stand in the readings of a file; of windows, with their letters."""
    patterns = secrets.patterns
    for text in texts:
        shown = normal(text)
        here = patterns.find(shown)
        alone = here[patterns.are_of(LONE_WORD, here)]
        if file.startswith(THEME):
            here = np.setdiff1d(here, alone)
        elif is_dictionary(file):  # where stems stand, which may be words of another meaning
            here = np.setdiff1d(here, alone)
            if secrets.has_secret_term(words_of(shown)):
                yield "a word, or its stem, that only withheld papers have", None
        elif len(alone) and file.endswith(".html"):
            bare = patterns.find(normal(without_markup_words(text)))
            here = np.setdiff1d(here, np.setdiff1d(alone, bare))
        letters = Letters(shown)
        for row in here.tolist():
            (kind,) = patterns.kinds_of(np.array([row]))
            number = patterns.number(row)
            if number is None:
                yield kind, None
            else:
                yield from ((kind, seam) for seam in letters.windows(number))


def censored(sentence: str, patterns: Patterns) -> str:
    """A sentence of the audit, unless it would itself repeat what is withheld."""
    return "a promise is broken in words that may not be repeated" if len(patterns.find(normal(sentence))) else sentence


def safe_name(file: str, patterns: Patterns) -> str:
    """The file's path, without the parts that would repeat what is withheld."""
    for path in (PurePosixPath(file), *PurePosixPath(file).parents):
        if not len(patterns.find(normal(str(path)))):
            return str(path) if str(path) == file else f"{path}/…"
    return "…"
