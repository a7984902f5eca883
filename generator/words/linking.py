"""The sentences that tell a reader why two things are linked, or that something named is not in the archive."""

from __future__ import annotations

from collections.abc import Iterator

from generator.words.numbers import date

TITLE = "Punktets titel"
PROPOSAL = "Punktets indstilling"
MINUTES = "Referatet"
CASE_COURSE = "Sagsforløbet"


def attachment_place(number: str) -> str:
    """`Bilag 2`"""
    return f"Bilag {number}"


def _open(words: str) -> str:
    """The words without the full stop that would stand before the mark."""
    return words.rstrip(" .")


def mentions(where: str, words: str) -> str:
    """`Punktets indstilling nævner »Rådmandssag fra 09.01.24: …«.`"""
    return f"{where} nævner »{_open(words)}«."


def mentions_same_case(where: str, words: str, number: str) -> str:
    """The same, where a case number makes clear which item of the meeting it is."""
    return f"{where} nævner »{_open(words)}«, og begge punkter har sagsnummer {number}."


def mentions_same_title(where: str, words: str, title: str) -> str:
    """The same, where the item's title makes clear which item of the meeting it is."""
    return f"{where} nævner »{_open(words)}«, og punktet på det møde hedder »{title}«."


def both_have(number: str) -> str:
    """`Begge har sagsnummer EMN-2023-011201.`"""
    return f"Begge har sagsnummer {number}."


def title_follows(title: str, earlier: str, day: str) -> str:
    """A title that says which earlier item it goes on with."""
    return f"Punktet hedder »{title}«, og punktet den {date(day)} hedder »{earlier}«."


def title_and_case(title: str, number: str) -> str:
    """A title that says it goes on with something, and the only earlier item of the case."""
    return f"Punktet hedder »{title}«, og begge punkter har sagsnummer {number}."


def copy_of_minutes(title: str, day: str) -> str:
    """An attachment that is the minutes of an earlier meeting."""
    return f"Bilaget »{title}« er referatet fra mødet {date(day)}."


def same_paper(title: str, day: str) -> str:
    """An attachment whose words are those of an earlier paper."""
    return f"Bilagets tekst er næsten ord til andet den samme som i »{title}« fra mødet {date(day)}."


def course_names(body: str, day: str, number: str) -> str:
    """A step of a *Sagsforløb* block."""
    return f"{CASE_COURSE} nævner {body}, {date(day)}, punkt {number}."


def course_names_meeting(body: str, day: str) -> str:
    """A step of a *Sagsforløb* block whose item is not known to the archive."""
    return f"{CASE_COURSE} nævner {body}, {date(day)}."


def renamed(title: str, before: str) -> str:
    """A title that says what the matter was called before."""
    return f"Punktet »{title}« siger selv, at sagen tidligere hed »{before}«."


def resumed(title: str, day: str) -> str:
    """A title that says the item is taken up again."""
    return f"Titlen »{title}« siger, at punktet fra {date(day)} er taget op igen."


def not_held(day: str) -> str:
    """`Mødet 23. oktober 2023 findes ikke i arkivet`"""
    return f"Mødet {date(day)} findes ikke i arkivet"


def not_held_of(day: str, body: str) -> str:
    """`Mødet 18. december 2024 (Aarhus Byråd) findes ikke i arkivet`"""
    return f"Mødet {date(day)} ({body}) findes ikke i arkivet"


def all_phrases() -> Iterator[str]:
    """What stands around words of the papers, for the audit."""
    day = "2024-06-04"
    yield from (mentions("", ""), mentions_same_case("", "", ""), mentions_same_title("", "", ""), both_have(""))
    yield from (title_follows("", "", day), title_and_case("", ""), copy_of_minutes("", day), same_paper("", day))
    yield from (course_names("", day, ""), course_names_meeting("", day), renamed("", ""), resumed("", day))
    yield from (not_held(day), not_held_of(day, ""), TITLE, PROPOSAL, MINUTES, CASE_COURSE, attachment_place("1"))
