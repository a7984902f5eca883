"""Promise 3: a personal number is found in every spelling, and other numbers are not taken for one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.cpr_recall import SPELLINGS as MEASURED
from generator.cpr import find, mask

SPELLINGS = [
    "{d}{m}{y}-{s}",
    "{d}{m}{y}{s}",
    "{d}{m}{y} {s}",
    "{d}{m}{y} - {s}",
    "{d}{m}{y}–{s}",
    "{d}{m}{y}\u00a0{s}",
    "{d}{m}{y}-\n{s}",
    "{d}{m}{y}\n{s}",
    "{d} {m} {y} {s}",
    "{d} {m} {y}-{s}",
    "{d}.{m}.{y}-{s}",
    "{d}{m}{y}\u2011{s}",
]
SURROUNDINGS = [
    "{}",
    "borger {} har søgt",
    "({})",
    "cpr.{}.",
    "CPR-nr.: {}, Nordlunde",
    "| {} |",
    "navn_{}_bilag",
    "a{}b",
]


@given(
    st.dates().map(lambda day: (f"{day.day:02d}", f"{day.month:02d}", f"{day.year % 100:02d}")),
    st.integers(0, 9999),
    st.sampled_from(SPELLINGS),
    st.sampled_from(SURROUNDINGS),
)
def test_every_spelling_is_found(day: tuple[str, str, str], serial: int, spelling: str, around: str) -> None:
    """Recall 100 %: with and without hyphen, spaces, over a line break, in tables and in names of files."""
    number = spelling.format(d=day[0], m=day[1], y=day[2], s=f"{serial:04d}")
    found = list(find(around.format(number)))
    assert len(found) == 1
    assert f"{serial:04d}" not in found[0].masked


@pytest.mark.parametrize("spelling", MEASURED.values(), ids=MEASURED)
@given(st.dates(datetime.date(1900, 1, 1), datetime.date(1999, 12, 31)), st.integers(0, 9999))
def test_every_measured_spelling_is_found_and_masked(spelling: str, day: datetime.date, serial: int) -> None:
    """The benchmark's spellings, with labels, boxes, commas and invisible letters; what is told holds no serial."""
    d, m, y, s = f"{day.day:02d}", f"{day.month:02d}", f"{day.year % 100:02d}", f"{serial:04d}"
    boxes = " ".join(f"{d}{m}{y}") + " - " + " ".join(s)
    text = spelling.format(d=d, m=m, y=y, s=s, s2=f"{s[:2]} {s[2:]}", boxes=boxes)
    assert [found.digits for found in find(f"Borger {text} har søgt")] == [f"{d}{m}{y}{s}"]
    assert f"{d}{m}xx-xxxx" in mask(text)


@pytest.mark.parametrize(
    "text",
    ["01%2001%2090-1234", "x/CPR-nr.%20010190-1234", "010190%C2%A01234", "０１０１９０-１２３４", "010190&nbsp;1234"],
)
def test_encoded_and_wide_digits(text: str) -> None:
    """In addresses and as full-width digits; what is found is the text's own stretch."""
    (found,) = find(text)
    assert text.endswith(text[found.start : found.end])
    assert found.digits == "0101901234"


@pytest.mark.parametrize(
    "text",
    [
        "EMN-2012-011201",
        "Sag: NLK-2023-0101231234",
        "EAN 5798000420311",
        "EAN: 0101231234567",
        "Tlf. 41 85 99 39",
        "telefon 21190792 og 41272763",
        "Kontonr. 0101231234",
        "reg.nr. 1234 kontonr. 0101231234",
        "Dok.nr.: 0101231234",
        "den 31.02.23-1234",
        "mødet 01-01-2023 kl. 1030",
        "01.01.2023 10:30 - 11:30",
        "320123-1234",
        "beløb 1.010.123.1234",
        "2012-208960",
        "0101231234567890",
        "sha256 ab0102031234567890ab0102031234cdab0102031234567890ab0102031234cd",
        "Reg.nr. 1234 konto 0101231234",
        "0101231234,50",
    ],
)
def test_other_numbers_are_not_taken_for_one(text: str) -> None:
    """Case numbers, EAN, telephone and account numbers, dates and amounts are told apart."""
    assert list(find(text)) == []


def test_how_sure_we_are() -> None:
    """The checksum, or the words before it, make it sure; a valid date alone is enough to be found."""
    assert [found.sure for found in find("211062-5629, 010203-0002, cpr 010203-0002")] == [True, False, True]


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    """Any text in: no crash, and what is found lies in the text."""
    assert all(0 <= found.start < found.end <= len(text) for found in find(text))
