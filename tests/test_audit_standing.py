"""Open papers excuse what stands in them, but a copy of minutes nothing that those minutes' own meeting closed."""

from __future__ import annotations

import numpy as np
import pytest

from generator.audit.fingerprints import WINDOW, Marks, Patterns
from generator.audit.folding import normal
from generator.audit.secrets import patterns_of
from generator.audit.sources import Source, packed, terms_in
from generator.audit.standing import Open, Task, look_through
from generator.audit.terms import Terms
from generator.audit.withheld_patterns import LONE_WORD
from generator.openness import Withheld
from tests.factories import make_meeting, make_place

_CLOSED = "Havnefogeden Rosalinde Kvistgren har solgt slæbebåden til sin egen fætter i Grenå"


def _found_in(*texts: tuple[str, str, bool]) -> dict[str, set[int]]:
    """Whose copies of minutes, what they say, and whether they are new: the sources, by pattern, in one meeting."""
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=(_CLOSED,))
    window = next(one for one in patterns_of([secret]) if len(one.stream) == WINDOW)
    patterns, theirs = Patterns.of([window]), np.frombuffer(Marks.of([window]).numbers, "<u8")
    terms = Terms(["slaebebaaden", "oster"], np.ones(2, np.bool_))
    nothing = np.zeros(0, "<u8")
    task = Task(
        (patterns, terms), (patterns, terms), {"a": theirs, "b": nothing}, patterns.are_of(LONE_WORD), remembers=True
    )
    written = [(normal(text), terms_in(normal(text))) for _, text, _ in texts]
    sources = tuple((Source(n + 1, n, minutes_of), is_new) for n, (minutes_of, _, is_new) in enumerate(texts))
    found, _ = look_through([Open(make_meeting(), packed(written), sources)], task)
    return {
        "patterns": {int(number) for (numbers, _), _ in found for number in numbers},
        "terms": {int(number) for _, (numbers, _) in found for number in numbers},
    }


@pytest.mark.parametrize("is_new", [True, False])
def test_a_copy_opens_what_another_meeting_closed_and_not_what_its_own_did(is_new: bool) -> None:
    """Of two copies that both have it, the one that may open it does, whichever comes first."""
    for order in (("a", "b"), ("b", "a"), ("a", "b", "a")):
        found = _found_in(*((minutes_of, _CLOSED, is_new) for minutes_of in order))
        assert found["patterns"] == {order.index("b") + 1}
    assert _found_in(("a", _CLOSED, is_new), ("b", "Noget andet", is_new))["patterns"] == set()
    assert _found_in(("a", _CLOSED, is_new), ("", _CLOSED, is_new))["patterns"] == {2}


def test_words_count_in_copies_and_also_backwards() -> None:
    """A term is only a word or its stem, which tells nothing where it stands; the index has words backwards too."""
    assert _found_in(("a", _CLOSED, False), ("", "Retso", True), ("", "Retsom", True))["terms"] == {1, 2}
