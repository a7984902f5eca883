"""What is looked for as numbers is found where its letters stand, as a reader with patience would find it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.audit.fingerprints import WINDOW, Pattern, Patterns
from generator.audit.folding import BREAK, normal
from generator.audit.letters import CondensedLetters, Letters, ManyLetters
from generator.audit.secrets import patterns_of
from generator.audit.terms import TermNumbers
from generator.openness import Withheld
from tests.factories import make_place

_WORDS = ("Skole", "start", "26/483", "på", "Ærø", "til-\nsyn", "Anna", "Bæk", "12", "34", "København", "Ж", "o", BREAK)
_TEXTS = st.lists(st.sampled_from((*_WORDS, "-", "\n", "12.34", "–", "…")), min_size=1, max_size=25).map(" ".join)
_GLUED = st.lists(st.sampled_from((*_WORDS, "-", " ", "- ", ".", "‐")), min_size=1, max_size=25).map("".join)


def _withheld(*secrets: str) -> list[Withheld]:
    return [Withheld(kind="item", id="x", reason="", place=make_place(), secrets=secrets)]


def _stands(pattern: Pattern, text: str) -> bool:
    """Word by word, without any number."""
    found = [(match[0], match.span()) for match in re.finditer(r"[^\W_]+|\x1f", text)]
    for first in range(len(found)):
        joined = "".join(word for word, _ in found[first:])
        if joined.startswith(pattern.stream) and _fits(pattern, text, found[first:]):
            before = text[found[first - 1][1][1] : found[first][1][0]] if first else ""
            if not pattern.one_word or not _is_chain(pattern, text, found[first:], before):
                return True
    return False


def _pieces(pattern: Pattern, words: list[tuple[str, tuple[int, int]]]) -> int:
    """How many of the words the pattern's letters reach into."""
    length = 0
    for count, (word, _) in enumerate(words, start=1):
        length += len(word)
        if length >= len(pattern.stream):
            return count
    raise AssertionError


def _fits(pattern: Pattern, text: str, words: list[tuple[str, tuple[int, int]]]) -> bool:
    count = _pieces(pattern, words)
    is_whole = sum(len(word) for word, _ in words[:count]) == len(pattern.stream)
    is_window = len(pattern.stream) == WINDOW
    written = text[words[0][1][0] : words[count - 1][1][1]]
    if is_window:
        return True
    if pattern.one_word and len(pattern.stream) < 7:
        return is_whole and count == 1
    if pattern.whole and not is_whole:
        return False
    if pattern.one_word:
        return count == 1 or bool(re.fullmatch(r"[^\W_]+(?:[-\u2010]\s*[^\W_]+)*", written))
    if pattern.exactly:
        return written == pattern.exactly
    if pattern.name:
        return not re.search(r'[,;:|"]', written)
    if pattern.number and len(pattern.stream) < 8:
        return bool(re.fullmatch(r"[^\W_]+(?:[ ./:\u2010-\u2015-][^\W_]+)*", written))
    separators = r"[^\W_]+(?:(?:\s+|\s*[./:\u2010-\u2015-]{1,2}\s*)[^\W_]+)*"
    return not pattern.number or bool(re.fullmatch(separators, written))


def _is_chain(pattern: Pattern, text: str, words: list[tuple[str, tuple[int, int]]], before: str) -> bool:
    count = _pieces(pattern, words)
    behind = text[words[count - 1][1][1] : words[count][1][0]] if count < len(words) else ""
    return count > 1 and not {before, behind}.isdisjoint(("-", "\u2010"))


@given(st.one_of(_TEXTS, _GLUED), st.lists(st.one_of(_TEXTS, _GLUED), min_size=1, max_size=3))
def test_a_pattern_is_found_where_its_letters_stand_and_nowhere_else(text: str, secrets: list[str]) -> None:
    """Windows, phrases, names, numbers and words, over spaces, signs, hyphens, breaks and other alphabets."""
    patterns = [pattern for pattern in patterns_of(_withheld(*secrets, text[:40])) if pattern.stream]
    shown = normal(text)
    found = set(Patterns.of(patterns).find(shown).tolist())
    ascii_windows = [row for row, pattern in enumerate(patterns) if pattern.stream.isascii()]
    assert {row for row in found if row in ascii_windows} == {
        row for row in ascii_windows if _stands(patterns[row], shown)
    }


@pytest.mark.parametrize("text", ["aabning-til-overveje-sagen", "/sager/plan-til-over-lundbakken/"])
def test_the_words_of_an_address_are_not_written_together(text: str) -> None:
    """A title's word is not found in two words that an address has side by side: nothing would ever be published."""
    patterns = Patterns.of(patterns_of(_withheld("Tilover")))
    assert len(patterns.find(normal(text))) == 0
    assert len(patterns.find(normal("det er til-\nover"))) > 0


@pytest.mark.parametrize(
    ("secret", "shown", "found"),
    [
        ("132022", "132022", True),
        ("132022", "132.022 og 13/2022", True),
        ("132022", "<td>13  20  22</td>", False),
        ("Brevet er skrevet af Anna Bæk.", "Anna Bæk", True),
        ("Brevet er skrevet af Anna Bæk.", "Anna\nBæk", True),
        ("Brevet er skrevet af Anna Bæk.", '"mødt: Anna","Bæk og Bro"', False),
    ],
)
def test_cells_of_a_table_make_no_number_and_no_name(secret: str, shown: str, found: bool) -> None:
    """Numbers of a table, one after another, are no closed case's number, and words of two cells nobody's name."""
    patterns = [one for one in patterns_of(_withheld(secret)) if one.number or one.name]
    assert patterns
    assert (len(Patterns.of(patterns).find(normal(shown))) > 0) == found


def test_a_span_of_years_is_no_number_of_anything() -> None:
    """ "Handleplan 2016-2018" stops no list of years; a case's number that begins with one is looked for."""
    years = Patterns.of(one for one in patterns_of(_withheld("Handleplan 2016-2018 for havnen")) if one.number)
    case = Patterns.of(one for one in patterns_of(_withheld("Sag 2016-201877 om havnen")) if one.number)
    assert not len(years.find("2016 2018"))
    assert len(case.find("2016-201877"))


def test_what_is_open_may_be_looked_up_by_its_beginning_and_end() -> None:
    """Only where a sentence or line begins, or ends, does a pattern that asks for that stand."""
    text = normal("Udvalget følger op. Børn og Skole udarbejder et notat\nom det hele")
    ends = [Pattern(stream=one, kind="", ends=True) for one in ("op", "foelger", "notat", "hele", "det")]
    begins = [Pattern(stream=one, kind="", begins=True, whole=False) for one in ("boernog", "skole", "omdet", "udv")]
    assert Patterns.of(ends).find(text).tolist() == [0, 2, 3]
    assert Patterns.of(begins).find(text).tolist() == [0, 2, 3]


@given(st.lists(st.lists(st.sampled_from(("skole", "start-paa", "12", "x" * 300, BREAK)), max_size=5), max_size=4))
def test_texts_together_are_read_as_one_with_breaks_between(texts: list[list[str]]) -> None:
    """What is remembered of condensed texts has their letters, words and signs."""
    some = [" ".join(words).encode() for words in texts]
    spelt = [CondensedLetters(text).spelt for text in some]
    whole = CondensedLetters(b"".join(text + f" {BREAK} ".encode() for text in some))
    together = CondensedLetters.together(spelt)
    assert together.starts.tolist() == whole.starts.tolist()
    assert together.ends.tolist() == whole.ends.tolist()
    assert together.spelt.letters == whole.spelt.letters
    last = len(whole.starts)
    assert not last or together.written(0, whole.length) == whole.written(0, whole.length)


@given(
    st.lists(st.one_of(_TEXTS, _GLUED, st.just("")), min_size=1, max_size=6),
    st.lists(st.one_of(_TEXTS, _GLUED), min_size=1, max_size=3),
)
def test_many_texts_are_searched_as_each_by_itself(texts: list[str], secrets: list[str]) -> None:
    """What stands in one of them is found, in one that has it; nothing stands in two together."""
    some = [*patterns_of(_withheld(*secrets, texts[0][:40])), Pattern(stream="op", kind="", begins=True, ends=True)]
    patterns, shown = Patterns.of(some), [normal(text) for text in texts]
    each = [set(patterns.find(text).tolist()) for text in shown]
    letters = ManyLetters(shown)
    rows, words = patterns.places_in(letters)
    assert set(rows.tolist()) == set().union(*each)
    assert all(row in each[n] for row, n in zip(rows.tolist(), letters.text_of(words).tolist(), strict=True))


@given(st.lists(st.sampled_from(("skole", "skolestart", "x" * 40, "x" * 41, "12", "råd")), max_size=6))
def test_a_term_is_told_where_it_is_a_whole_word(words: list[str]) -> None:
    """And, of words longer than what is compared at once, where one begins as it does and is as long."""
    text = CondensedLetters(" ".join(words).encode())
    for term in ("skole", "x" * 40, "råd", "and"):
        assert TermNumbers([term, "noget"]).may_stand_in(text) == (term in words)


@given(st.one_of(_TEXTS, _GLUED, st.text()))
def test_what_stands_at_a_word_is_as_it_is_written(text: str) -> None:
    """Whatever signs of the text count for one space, a word's place in it is known."""
    shown = normal(text)
    letters = Letters(shown)
    words = re.findall(r"[^\W_]+|\x1f", shown)
    ends = letters.ends.tolist()
    assert [letters.written(n, end) for n, end in enumerate(ends)] == words
