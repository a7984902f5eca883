"""What is told to be new of a text is all that is: whatever spans lines and is not told stands in the other text."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from generator.audit.differing import places_of_new, shared_ends

_LINES = st.lists(st.sampled_from([*"abcdefgh", ""]), max_size=25)


@given(_LINES, _LINES)
def test_what_is_not_told_stands_in_the_other_text_in_one_piece(old: list[str], new: list[str]) -> None:
    """Between two places that are told, `new` says what stands in `old` side by side."""
    told = [(0, 0), *places_of_new(old, new), (len(new), len(new))]
    runs = [tuple(old[start:end]) for start in range(len(old) + 1) for end in range(start, len(old) + 1)]
    for (_, start), (end, _) in pairwise(told):
        assert tuple(new[start:end]) in runs


@given(_LINES, _LINES)
def test_places_are_told_in_order_and_apart(old: list[str], new: list[str]) -> None:
    """Each place begins where the one before has ended, or later."""
    told = list(places_of_new(old, new))
    assert all(start <= end for start, end in told)
    assert all(one[1] <= other[0] for one, other in pairwise(told))


def test_a_line_between_two_that_are_as_they_were_is_told_alone() -> None:
    """Only the line that is new."""
    assert list(places_of_new(["a", "b", "c", "d"], ["a", "b", "x", "c", "d"])) == [(2, 3)]


def test_two_lines_that_come_together_are_told() -> None:
    """What stood between them is gone: the place is told, though no line is new."""
    assert list(places_of_new(["a", "b", "c", "d"], ["a", "c", "d"])) == [(1, 1)]


def test_the_same_text_has_nothing_new() -> None:
    """Also where lines are the same as others."""
    assert list(places_of_new(["a", "a", "b"], ["a", "a", "b"])) == []


def test_what_is_cut_off_is_nothing_new() -> None:
    """A text that ends sooner."""
    assert list(places_of_new(["a", "b", "c"], ["a"])) == []


@given(st.data())
def test_shared_ends_are_shared_lines_far_from_what_differs(data: st.DataObject) -> None:
    """What is left out of long texts stands in both, in whole lines, and what differs is far from the cuts."""
    lines = data.draw(st.lists(st.text("abc\n", max_size=6), max_size=40))
    at = data.draw(st.integers(0, len(lines)))
    old = "\n".join(lines)
    new = "\n".join((*lines[:at], *data.draw(st.lists(st.text("abc\n", max_size=6), max_size=3)), *lines[at:]))
    with patch("generator.audit.differing._MUCH", 0), patch("generator.audit.differing._LEFT", 10):
        before, after = shared_ends(old, new)
    assert before + after <= min(len(old), len(new))
    assert new[:before] == old[:before]
    assert new[len(new) - after :] == old[len(old) - after :]
    assert before == 0 or new[before - 1] == "\n"
    assert after == 0 or new[len(new) - after] == "\n"
    inner, other = new[before : len(new) - after], old[before : len(old) - after]
    if old != new:
        assert before == 0 or inner[:10] == other[:10]
        assert after == 0 or inner[len(inner) - 9 :] == other[len(other) - 9 :]
