"""Who stood how to a decision is read from the minutes' own words, name by name, and from nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble.positions import read_positions, without_positions
from tests.real_archive import labels, real_archive


def positions(text: str) -> list[tuple[str, str]]:
    """Who, and how."""
    return [(position.who, position.kind.value) for position in read_positions(text)]


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("Venstre tog forbehold.", ["Venstre"], "reservation"),
        ("De Konservative og de Radikale tog forbehold.", ["De Konservative", "de Radikale"], "reservation"),
        ("Venstre tog forbehold vedrørende finansieringen i Sundhed og Omsorg.", ["Venstre"], "reservation"),
        ("Godkendt med forbehold fra Venstre og Konservative.", ["Venstre", "Konservative"], "reservation"),
        ("Nordlundelistens medlem tog forbehold.", ["Nordlundelisten"], "reservation"),
        ("Jens Holm (V) tog forbehold.", ["Jens Holm (V)"], "reservation"),
        ("SF's og DF's byrådsgrupper kunne ikke tiltræde indstillingen.", ["SF", "DF"], "against"),
        (
            "Radikale Venstres og Ø-listen de Blå-Grønnes byrådsgrupper og Per Holm kunne ikke tiltræde punkt 2.",
            ["Radikale Venstre", "Ø-listen de Blå-Grønne", "Per Holm"],
            "against",
        ),
        ("Jonas Nis og Venstres byrådsgruppe kunne ikke godkende planen.", ["Jonas Nis", "Venstre"], "against"),
        ("Godkendt, idet Enhedslisten stemte imod.", ["Enhedslisten"], "against"),
        ("Godkendt. Enhedslisten imod.", ["Enhedslisten"], "against"),
        (
            "Imod: Dansk Folkeparti, Venstre og Jens P. Holm.",
            ["Dansk Folkeparti", "Venstre", "Jens P. Holm"],
            "against",
        ),
        ("Godkendt, bortset fra Venstre, der stemte imod.", ["Venstre"], "against"),
        ("Herefter stemte Venstre imod.", ["Venstre"], "against"),
        ("Løsgænger Per Lind stemte imod.", ["Per Lind"], "against"),
        ("Et mindretal på 2 (Ø og SF) stemte imod.", ["Ø", "SF"], "against"),
        ("Et mindretal bestående af Venstre og SF stemte imod.", ["Venstre", "SF"], "against"),
        ("For forslaget stemte Venstre og SF.", ["Venstre", "SF"], "in-favour"),
        ("Et flertal kunne tiltræde. Anna Lund og Per Holm kunne tiltræde.", ["Anna Lund", "Per Holm"], "in-favour"),
        ("Mette Holm deltog ikke i sagens behandling.", ["Mette Holm"], "not-taking-part"),
        ("Åse Ærø-Bak forlod mødet under behandlingen.", ["Åse Ærø-Bak"], "not-taking-part"),
        ("Per Holm deltog ikke i behandlingen på grund af inhabilitet.", ["Per Holm"], "not-taking-part"),
        ("Følgende deltog ikke i behandlingen af sagen: Per Holm (A)", ["Per Holm (A)"], "not-taking-part"),
        ("Per Holm blev erklæret inhabil og deltog ikke i sagens behandling.", ["Per Holm"], "disqualified"),
        ("Byrådet besluttede, at Per Holm er inhabil.", ["Per Holm"], "disqualified"),
        ("Anna Lund erklærede sig inhabil og forlod lokalet.", ["Anna Lund"], "disqualified"),
        ("Alternativet stemte hverken for eller imod.", ["Alternativet"], "abstained"),
        ("Hverken for eller imod: Alternativet.", ["Alternativet"], "abstained"),
        ("SF undlod at stemme.", ["SF"], "abstained"),
    ],
)
def test_names_with_one_position(text: str, who: list[str], kind: str) -> None:
    """Each party or person is named as a reader would name it, with the position the words give it."""
    assert positions(text) == [(name, kind) for name in who]


def test_a_division_gives_every_side_its_own() -> None:
    """A vote told with numbers and letters names each party once, on the side it took."""
    text = "Vedtaget med 18 stemmer for (A, B), 10 stemmer imod (V og C), og 3 undlod at stemme (O)."
    assert positions(text) == [
        ("A", "in-favour"),
        ("B", "in-favour"),
        ("V", "against"),
        ("C", "against"),
        ("O", "abstained"),
    ]


def test_clauses_of_one_sentence() -> None:
    """A sentence that says several things is read clause by clause; "men tog forbehold" has the names before it."""
    assert positions("SF stemte for forslaget, mens Venstre stemte imod, og Alternativet undlod at stemme.") == [
        ("SF", "in-favour"),
        ("Venstre", "against"),
        ("Alternativet", "abstained"),
    ]
    assert positions("Venstre kunne tiltræde indstillingen, men tog forbehold for punkt 3.") == [
        ("Venstre", "in-favour"),
        ("Venstre", "reservation"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rådmanden kunne ikke godkende indstillingen.",
        "Udvalget kunne ikke tiltræde indstillingen.",
        "Økonomi- og Erhvervsudvalget kunne tiltræde indstillingen.",
        "Et flertal i udvalget kunne tiltræde indstillingen.",
        "Ingen stemte imod.",
        "Hun stemte imod.",
        "Per Holm blev ikke erklæret inhabil.",
        "Byrådet fandt ikke, at Per Holm var inhabil.",
        "Formanden spurgte, om Venstre tog forbehold.",
        "Hvis Venstre stemte imod, ville planen falde.",
        "Stemte Venstre imod?",
        "Godkendt med forbehold for budgettets vedtagelse.",
        "Revisor afgav en påtegning uden forbehold.",
        "Følgende deltog ikke i behandlingen af sagen:",
        "Følgende deltog ikke i behandlingen af sagen:\nBilag",
        "Anna Lund deltog til punkt 3.",
        "Kultur og Fritid tager imod ansøgninger.",
        "Borgerne i Østerby var imod forslaget.",
        "Forslagsstiller: Anna Lund, Venstre",
    ],
)
def test_no_position(text: str) -> None:
    """The body's own decision, doubt, denial, an empty form and other people's views name nobody."""
    assert positions(text) == []


def test_the_words_are_the_sentence() -> None:
    """A position carries the sentence it was read from."""
    (position,) = read_positions("Godkendt som indstillet af afdelingen, jf. nr. 3. Venstre tog forbehold.\nSlut.")
    assert position.words == "Venstre tog forbehold."


def test_outcomes_are_read_without_positions() -> None:
    """What single parties meant is blanked out, letter for letter, before the outcome is read."""
    text = "Udsat. Venstre kunne tiltræde indstillingen."
    left = without_positions(text)
    assert len(left) == len(text)
    assert left.startswith("Udsat.")
    assert "tiltræde" not in left


@given(st.text(alphabet="ABab ,.()\n-og:stemte imod kunne ikke tiltræde", max_size=400))
def test_any_text(text: str) -> None:
    """Whatever the minutes say, a position's words stand in them and its name in its words, at least its start."""
    for position in read_positions(text):
        assert position.words in text
        assert position.who[:1] in position.words
    assert len(without_positions(text)) == len(text)


def test_the_labelled_positions() -> None:
    """Precision at least 0.95 and recall at least 0.90 on the positions a careful reader found in the real papers."""
    wanted = Counter(
        (f"{row['meeting']}/{row['item']}", row["who"], row["position"])
        for row in labels("positions.tsv")
        if row["label"] == "yes" and row["where"] in ("minutes", "sagsforloeb")
    )
    found: Counter[tuple[str, str, str]] = Counter()
    for item in (item for meeting in real_archive().meetings for item in meeting.items):
        texts = [step.text for step in item.case_steps] + ([item.decision.text] if item.decision else [])
        found.update((item.id, *position) for text in texts for position in positions(text))
    hits = (wanted & found).total()
    assert hits / found.total() >= 0.95, found - wanted
    assert hits / wanted.total() >= 0.90, wanted - found
