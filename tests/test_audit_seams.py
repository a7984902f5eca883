"""Open sentences that stand one after another tell nothing closed; what one closed sentence says is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.audit.bunches import Bunch
from generator.audit.fingerprints import WINDOW, Pattern, Patterns
from generator.audit.folding import normal, stream_of
from generator.audit.leaks import leaks_in
from generator.audit.letters import Letters
from generator.audit.seams import OpenSentences, Seam
from generator.audit.secrets import Secrets, patterns_of
from generator.cache import Cache
from generator.openness import Withheld
from tests.factories import make_place

_SECRET = "Centret følger op. Børn og Skole udarbejder et notat om havnens gamle kraner inden jul."
_OPEN = (
    "Udvalget følger op.\nBørn og Skole udarbejder et notat om",
    "Centret ser på havnens gamle kraner inden jul.",
)


def _told(site: Path, page: str, open_texts: tuple[str, ...] = _OPEN) -> list[str]:
    withheld = [Withheld(kind="item", id="x", reason="", place=make_place(), secrets=(_SECRET,))]
    windows = [one for one in patterns_of(withheld) if len(one.stream) == 32]
    (site / "a.html").write_text(page, "utf-8")

    def texts() -> list[Callable[[], Iterable[tuple[bytes, str]]]]:
        return [lambda: [(b"", normal(text)) for text in open_texts]]

    secrets = Secrets.of(Patterns.of(windows), frozenset())
    return [*leaks_in(site, [Bunch("a.html", b"", ("a.html",))], secrets, OpenSentences(texts)).sentences]


def test_the_end_and_the_beginning_of_open_sentences_tell_nothing(tmp_path: Path) -> None:
    """A page's label, and then the beginning of what it is of: both are open."""
    assert _told(tmp_path, "<b>Følger op</b> <p>Børn og Skole udarbejder et notat om</p> noget helt andet") == []


@pytest.mark.parametrize(
    "open_texts",
    [
        ("Udvalget følger op.",),
        ("Børn og Skole udarbejder et notat om",),
        ("Udvalget følger op på det. Børn og Skole udarbejder et notat om",),
        ("Udvalget følger op. I dag skal Børn og Skole udarbejder et notat om",),
        (),
    ],
)
def test_half_of_it_open_is_not_enough(tmp_path: Path, open_texts: tuple[str, ...]) -> None:
    """The end must be open as an end, and the beginning as a beginning."""
    assert _told(tmp_path, "<b>Følger op</b> <p>Børn og Skole udarbejder et notat om</p>", open_texts)


def test_what_stands_inside_one_closed_sentence_is_told(tmp_path: Path) -> None:
    """Words of it that are no end and no beginning of anything open."""
    assert _told(tmp_path, "<p>udarbejder et notat om havnens gamle kraner inden jul</p>")


class _Papers:
    """Open papers by their fingerprints, and how often somebody has read them."""

    def __init__(self, papers: dict[bytes, str], work: Path) -> None:
        self.papers, self.reads, self._cache = papers, 0, Cache(work)
        self.sentences = OpenSentences(self._texts, papers.keys, self._cache)

    def _texts(self) -> list[Callable[[], Iterable[tuple[bytes, str]]]]:
        self.reads += 1
        return [lambda: [(key, normal(text)) for key, text in self.papers.items()]]

    def close(self) -> None:
        """The night ends."""
        self._cache.close()


def _windows(shown: str) -> set[Seam]:
    windows = Patterns.of([Pattern(stream=stream_of(shown)[:WINDOW], kind="", whole=False)])
    number = windows.number(0)
    assert number is not None
    return set(Letters(normal(shown)).windows(number))


def test_what_explains_a_window_is_looked_for_again_when_it_is_gone(tmp_path: Path) -> None:
    """Once it is found no paper is read for it, also in other nights, while the papers that say it are the same."""
    seams = _windows("følger op Børn og Skole udarbejder et")
    papers = {b"1": _OPEN[0].partition("\n")[0], b"2": _OPEN[0].partition("\n")[2], b"3": "Noget helt andet."}
    for there, is_open, reads in (
        (b"123", True, 1),
        (b"123", True, 0),
        (b"12", True, 0),
        (b"13", False, 1),
        (b"123", True, 0),
        (b"23", False, 1),
    ):
        night = _Papers({key: text for key, text in papers.items() if key in there}, tmp_path)
        assert (night.sentences.explain(seams) == seams) == is_open
        assert (night.sentences.explain(seams) == seams) == is_open
        night.close()
        assert night.reads == reads
