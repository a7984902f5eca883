"""Issue 5, point 4: e-mail addresses and telephone numbers of people are left out, those of offices stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Severity
from generator.model import Meeting, Paragraph, Section, Table
from generator.openness import publish
from generator.personal import look_over, protect
from generator.pipeline import decide
from generator.privacy.clearing import Clearing, Clearings
from generator.privacy.contacts import Kind, Shown, find
from generator.settings import SiteSettings
from generator.words.privacy import EMAIL_LEFT_OUT, TELEPHONE_LEFT_OUT
from tests.papers import BUNDLE, meeting
from tests.real_archive import MEETINGS
from tests.samples import samples

OWN = SiteSettings(contact="Sekretariatet, valg@nordlunde.example", telephone="99 40 10 00").shown_contacts


def kinds(text: str, shown: Shown = OWN) -> list[Kind]:
    return [contact.kind for contact in find(text, shown)]


@given(
    st.integers(20_000_000, 99_999_999).map(str),
    st.sampled_from(
        ["{} {} {} {}", "{}{}{}{}", "{}{} {}{}", "{}.{}.{}.{}", "{}-{}-{}-{}", "{}\u00a0{}\u00a0{}\u00a0{}"]
    ),
    st.sampled_from(["Tlf.: {}", "[tlf. {}]", "Ring til mig på {}", "Direkte telefon: {}", "mobil {}", "+45 {}"]),
)
def test_every_shape_of_a_number_is_found(number: str, shape: str, around: str) -> None:
    """The shapes of the samples (QUALITY.md), beside a word for a telephone."""
    pairs = [number[at : at + 2] for at in range(0, 8, 2)]
    assert kinds(around.format(shape.format(*pairs)), Shown()) == [Kind.TELEPHONE]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("55 55 27 63/55 55 99 39", 2),
        ("[55 55 84 08]", 1),
        ("Mvh Karla Vindfelt, 55551234", 1),
        ("Karla Vindfelt 5555 1234", 1),
        ("Ring til Borgerservice, Karla Vindfelt, på 55 55 12 34", 1),
        ("tlf. +46 70 123 45 67", 1),
    ],
)
def test_numbers_of_people(text: str, count: int) -> None:
    """Two numbers with a slash, brackets, and a number behind a name without a word for it."""
    assert kinds(text) == [Kind.TELEPHONE] * count


@pytest.mark.parametrize(
    "text",
    [
        "Ring til kommunen på 99 40 10 00",
        "Ring til Borgerservice på tlf. 55 55 22 22",
        "CVR-nr. 55551234",
        "Kontonr. 55551234",
        "et beløb på 55551234 kr.",
        "i 2012 2013 og 2014",
        "20250826 Referat",
        "EAN 57 98 00 04 20 31 1",
        "12 34 56 78 90 12",
        "EMN-2023-55551234",
        "48,5 mio. kr. i 2025",
    ],
)
def test_what_is_no_persons_number(text: str) -> None:
    """The switchboard's, an office's, and other numbers of eight digits stay."""
    assert kinds(text) == []


@pytest.mark.parametrize(
    "address",
    ["bo.holm@gmail.com", "kavin@nordlunde.example", "bo @ holms-mail.dk", "bo (at) hotmail.com", "post.holm@jubii.dk"],
)
def test_addresses_of_people(address: str) -> None:
    """At providers, own domains and the municipality alike, also written around the sign."""
    assert kinds(f"Skriv til {address}, tak") == [Kind.EMAIL]


@pytest.mark.parametrize(
    "address", ["valg@nordlunde.example", "post@nordlunde.example", "teknik-miljoe@x.dk", "kultursekretariatet@x.dk"]
)
def test_addresses_of_offices_stay(address: str) -> None:
    """The one in the settings, and functions' addresses."""
    assert kinds(f"Skriv til {address}, tak") == []


def test_the_setting_shows_caseworkers_and_nobody_else() -> None:
    """`show_caseworkers` lets addresses of the municipality's domain and direct numbers stand, private ones not."""
    shown = replace(SiteSettings(contact="valg@nordlunde.example"), show_caseworkers=True).shown_contacts
    text = "Sagsbehandler: Karla Vindfelt, direkte telefon 55 55 12 34, kavin@nordlunde.example. Borger: bo@gmail.com"
    assert kinds(text, shown) == [Kind.EMAIL]
    assert kinds(text) == [Kind.TELEPHONE, Kind.EMAIL, Kind.EMAIL]


@given(st.text(alphabet=st.sampled_from(list("0123456789 @.+-/()abcKV\u00a0\n")), max_size=120))
def test_no_text_makes_it_fail(text: str) -> None:
    """Any text in: what is found lies in the text, in order, without overlap."""
    at = 0
    for contact in find(text, OWN):
        assert at <= contact.start < contact.end <= len(text)
        at = contact.end


# --- through the stages ---------------------------------------------------------------------------------

LETTER = "Kontakt Bo Holm på bo.holm@gmail.com eller 55 55 43 21."


def with_letter() -> Meeting:
    """A meeting with private contacts in a section, a recommendation's text and a table of item 3."""
    made = meeting(BUNDLE.replace("Planen følger den årlige", f"{LETTER} Planen følger den årlige"))
    item = made.items[2]
    table = Table(header=("Navn", "Tlf."), rows=(("Ea Dam", "55 55 43 22"),))
    section = Section(heading="Høring ea.dam@hotmail.com", blocks=(Paragraph(text=LETTER), table))
    item = replace(item, title=f"{item.title} bo.holm@gmail.com", sections=(*item.sections, section))
    return replace(made, items=(*made.items[:2], item, *made.items[3:]))


def test_nothing_left_out_is_in_anything_public() -> None:
    """Title, heading, text, table and attachment: marked where it stood, told masked, kept for the audit."""
    safe = protect([with_letter()], clearings=Clearings(), shown=OWN)
    published = publish(safe.meetings)
    public = repr(published.meetings)
    for secret in ("gmail", "hotmail", "55 55 43 21", "55 55 43 22"):
        assert secret not in public
    assert public.count(EMAIL_LEFT_OUT) == 4
    assert public.count(TELEPHONE_LEFT_OUT) == 3
    findings = list(look_over(safe, published))
    assert all("holm@" not in str(finding) and "43 21" not in str(finding) for finding in findings)
    assert {finding.severity for finding in findings} == {Severity.WARNING}
    assert any("b…@gmail.com: e-mail address of a person is left out, 2 times" in str(finding) for finding in findings)
    kept = {secret for entry in safe.withheld for secret in entry.secrets}
    assert kept >= {"bo.holm@gmail.com", "ea.dam@hotmail.com", "55 55 43 21", "55 55 43 22"}


def test_a_clearing_shows_what_it_names_and_no_more() -> None:
    """With a reason, at the item that it names; the same address elsewhere stays away."""
    clearing = Clearing(
        scope="raadmandsmoede/2025-03-04/3/bilag-2",
        text="boholmgmailcom",
        reason="hans eget ønske",
        file="m",
        place="p",
    )
    safe = protect([with_letter()], clearings=Clearings((clearing,)), shown=OWN)
    item = publish(safe.meetings).meetings[0].items[2]
    assert "bo.holm@gmail.com" in item.attachments[1].text
    assert "bo.holm@gmail.com" not in item.title
    told = [str(finding) for finding in look_over(safe, publish(safe.meetings))]
    assert any("hans eget ønske" in line and "holm@" not in line for line in told)


def test_what_is_withheld_is_not_told_of() -> None:
    """Contacts in a meeting that is not published are no work for the clerk."""
    closed = meeting(BUNDLE.replace("Planen følger den årlige", f"{LETTER} Planen følger den årlige"), declared=None)
    safe = protect([closed], clearings=Clearings(), shown=OWN)
    assert not list(look_over(safe, publish(safe.meetings)))


def test_no_false_alarm_in_the_real_papers(tmp_path: Path) -> None:
    """The sample papers give no finding of this stage: neither numbers, contacts, addresses nor health."""
    for start, name in MEETINGS.items():
        source = next(path for path in sorted(samples().glob("*/*")) if path.name.startswith(start))
        folder = tmp_path / name
        folder.mkdir(parents=True)
        (folder / f"bundle{source.suffix}").write_bytes(source.read_bytes())
        (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf8")
        (folder.parent / "body.md").write_text("---\nname: X\n---\n", "utf8")
    decided = decide(tmp_path)
    codes = {finding.code for finding in decided.findings}
    assert sum(len(one.items) for one in decided.archive.meetings) > 40
    assert not codes & {"cpr", "e-mail", "telephone", "address-beside-name", "sensitive-beside-name"}
