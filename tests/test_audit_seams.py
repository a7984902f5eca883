"""Open sentences that stand one after another tell nothing closed; what one closed sentence says is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.audit.bunches import Bunch
from generator.audit.fingerprints import Patterns
from generator.audit.folding import normal
from generator.audit.leaks import leaks_in
from generator.audit.secrets import Secrets, patterns_of
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

    def texts() -> list[Callable[[], Iterable[str]]]:
        return [lambda: [normal(text) for text in open_texts]]

    return list(
        leaks_in(site, [Bunch("a.html", b"", ("a.html",))], Secrets.of(Patterns.of(windows), frozenset()), texts)
    )


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
