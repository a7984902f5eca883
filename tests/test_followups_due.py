"""By when: the words of the papers as dates, from the meeting's own date."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.followups.calendar import calendars
from generator.followups.due import find_due
from generator.followups.due_rules import RULES
from generator.followups.periods import easter, first_day, last_day
from tests.factories import lone_calendar, make_archive, make_body, make_meeting

CALENDAR = lone_calendar("2024-01-23", ["2024-02-06", "2024-03-05"])


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("drøftes i februar på et møde", "2024-02", "i februar"),
        ("i januar", "2024-01", "i januar"),
        ("senest i maj 2024 som aftalt", "2024-05", "senest i maj 2024"),
        ("i januar/februar 2024", "2024-02", "i januar/februar 2024"),
        ("i maj eller juni", "2024-06", "i maj eller juni"),
        ("status den 19. februar.", "2024-02-19", "den 19. februar"),
        ("den 2. januar", "2025-01-02", "den 2. januar"),
        ("inden 1. oktober 2025", "2025-10-01", "inden 1. oktober 2025"),
        ("senest 12.06.2024", "2024-06-12", "senest 12.06.2024"),
        ("d. 4/6", "2024-06-04", "d. 4/6"),
        ("primo 2025", "2025-01", "primo 2025"),
        ("ultimo 2025", "2025-12", "ultimo 2025"),
        ("primo marts", "2024-03", "primo marts"),
        ("inden årets udgang", "2024-12", "inden årets udgang"),
        ("i 2. kvartal", "2024-06", "i 2. kvartal"),
        ("1.-2. kvartal 2024", "2024-06", "1.-2. kvartal 2024"),
        ("i 1. halvår 2025", "2025-06", "i 1. halvår 2025"),
        ("i foråret", "2024-05", "i foråret"),
        ("inden sommeren 2024", "2024-06", "inden sommeren 2024"),
        ("efter sommeren", "2024-09", "efter sommeren"),
        ("til efteråret", "2024-11", "til efteråret"),
        ("inden sommerferien", "2024-06", "inden sommerferien"),
        ("efter sommerferien", "2024-08", "efter sommerferien"),
        ("inden jul", "2024-12", "inden jul"),
        ("efter nytår", "2024-01", "efter nytår"),
        ("inden påske", "2024-03", "inden påske"),
        ("efter påske", "2024-04", "efter påske"),
        ("i uge 14", "2024-04-05", "i uge 14"),
        ("om 14 dage", "2024-02-06", "om 14 dage"),
        ("om tre måneder", "2024-04", "om tre måneder"),
        ("om et halvt år", "2024-07", "om et halvt år"),
        ("i 2024", "2024-12", "i 2024"),
        ("næste år", "2025-12", "næste år"),
        ("på næste møde", "2024-02-06", "på næste møde"),
        ("status i marts, senest 1. februar", "2024-02-01", "senest 1. februar"),
        ("løbende", None, "løbende"),
        ("på et kommende møde", None, "på et kommende møde"),
        ("i Budget 2024", None, ""),
        ("gælder fra den 1. august 2024", None, ""),
        ("i mødet den 23. januar 2024", None, ""),
        ("på mødet den 12. december 2023", None, ""),
        ("i uge 3", None, ""),
        ("maj måned var våd", None, ""),
        ("to tredjedele, 2/3, stemte for", None, ""),
        ("den 31. februar 2024", "2024-02", "februar 2024"),
        ("", None, ""),
    ],
)
def test_due(text: str, value: str | None, words: str) -> None:
    """Relative words count from the meeting; periods end with their last month; the past is no due date."""
    due = find_due(text, CALENDAR)
    assert (due.value, due.words) == (value, words)


def test_tables_may_name_the_past() -> None:
    """A list of tasks may say when a task was due before the meeting."""
    assert find_due("4. kvartal 2023", CALENDAR, past=True).value == "2023-12"


def test_next_meeting_is_the_body_s_own() -> None:
    """`næste møde` is this body's, `næste udvalgsmøde` the committee's where the archive has just one."""
    meetings = [make_meeting(f"{body}/{day}") for body, day in (("kreds", "2024-01-23"), ("kreds", "2024-03-05"))]
    meetings += [make_meeting("kulturudvalg/2024-02-07"), make_meeting("byraadet/2024-02-21")]
    bodies = (
        make_body(id="byraadet", name="Nordlunde Byråd"),
        make_body(id="kreds", name="Rådmandsmøde for kultur"),
        make_body(id="kulturudvalg", name="Kulturudvalget"),
    )
    calendar = calendars(make_archive(*meetings, bodies=bodies))["kreds/2024-01-23"]
    assert find_due("på næste møde", calendar).value == "2024-03-05"
    assert find_due("på næste rådmandsmøde", calendar).value == "2024-03-05"
    assert find_due("på næste udvalgsmøde", calendar).value == "2024-02-07"
    assert find_due("på næste byrådsmøde", calendar).value == "2024-02-21"


def test_a_meeting_the_archive_has_not() -> None:
    """Where the archive has no such meeting the words stand alone."""
    due = find_due("på næste udvalgsmøde", lone_calendar("2024-01-23"))
    assert (due.value, due.words) == (None, "på næste udvalgsmøde")


@pytest.mark.parametrize(("year", "day"), [(2024, "2024-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25")])
def test_easter(year: int, day: str) -> None:
    """Easter Sunday of years whose calendar is known."""
    assert easter(year).isoformat() == day


TIME_WORDS = (
    "i senest inden efter primo ultimo den d. januar maj december 31. 29. februar 1. 4. kvartal halvår sommeren jul "
    "påske 2024 2025 uge 1 53 99 om 14 dage tre måneder næste møde år 4/6 løbende , fra"
)
TIMES = st.sampled_from(TIME_WORDS.split())
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 12, 31))


@given(st.lists(TIMES, max_size=12).map(" ".join), DAYS)
def test_due_is_a_valid_day_not_past(text: str, day: datetime.date) -> None:
    """Whatever the words, the due date is a real day or month, and not over when the meeting was held."""
    due = find_due(text, lone_calendar(day.isoformat()))
    if due.value is not None:
        assert first_day(due.value) <= last_day(due.value)
        assert last_day(due.value) >= day
        assert due.words in text


@given(st.text(max_size=200), DAYS)
def test_any_text_has_a_due_or_none(text: str, day: datetime.date) -> None:
    """No text makes a rule fail."""
    find_due(text, lone_calendar(day.isoformat()), past=True)


UNDATED = st.sampled_from(["i maj", "den 19. februar", "i 2. kvartal", "inden jul", "efter påske", "i foråret"])


@given(UNDATED, DAYS, st.integers(0, 400))
def test_a_later_meeting_is_never_due_earlier(words: str, day: datetime.date, later: int) -> None:
    """The same words said later never give an earlier date."""
    first = find_due(words, lone_calendar(day.isoformat())).value
    second = find_due(words, lone_calendar((day + datetime.timedelta(days=later)).isoformat())).value
    assert first is not None
    assert second is not None
    assert last_day(first) <= last_day(second)


def test_every_rule_shows_an_example() -> None:
    """Each rule's docstring shows the words it reads."""
    assert all("`" in (rule.__doc__ or "") for rule, _ in RULES)


MORE_TIMES = (
    "andet tredje kvartal året årets udgang udgangen af begyndelsen næste år i løbet efteråret vinterferien nytår "
    "årsskiftet inden for 2 måneder kommende udvalgsmøde på et snarest hurtigst muligt når der kommer 12.06.2024"
)
WRITTEN = st.sampled_from([*TIME_WORDS.split(), *MORE_TIMES.split()]).flatmap(
    lambda word: st.sampled_from([word, word.upper(), word.title()])
)


@given(st.lists(WRITTEN, max_size=12).map(" ".join))
def test_no_rule_is_kept_from_what_it_reads(text: str) -> None:
    """A rule is asked only of texts that hold one of its words: all that it reads anything of do."""
    day = datetime.date.fromisoformat(CALENDAR.date)
    for rule, words in RULES:
        assert any(word in text.lower() for word in words) or not list(rule(text, day, CALENDAR))
