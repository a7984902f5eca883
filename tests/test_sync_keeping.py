"""What is kept of an answer is built from known open fields: nothing else ever reaches a file (issue 6, point 2)."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.sync import listing
from generator.sync.carrying import carry
from generator.sync.keeping import keep
from generator.sync.planning import plan
from generator.sync.state import State
from generator.sync.store import to_bytes
from tests.firstagenda_double.answers import answer, attachment, item
from tests.samples import samples

CANARY = "KANARIE"
_FIELDS = sorted({*item(1, "x"), "Ukendt", "ItemDecision"} - {"IsOpen"})
_LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.just(CANARY)
_JSON = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=3)
)
_NOT_TRUE: st.SearchStrategy[Any] = st.sampled_from([False, None, 0, 1, 1.0, "true", "True", "", [], [True], {}])
_CLOSED = st.dictionaries(st.sampled_from(_FIELDS), _JSON, max_size=6)


@given(st.lists(st.tuples(_CLOSED, _NOT_TRUE), max_size=4), st.dictionaries(st.text(max_size=8), _JSON, max_size=4))
def test_nothing_of_a_closed_item_or_an_unknown_field_is_kept(closed: list[Any], more: dict[str, Any]) -> None:
    """Whatever a server puts into closed items, and beside what we know: not a letter of it is written."""
    shut = [{**fields, "IsOpen": flag} for fields, flag in closed]
    open_one = {**item(1, "Ny skolevej"), "Ukendt": CANARY, "ItemDecision": {"Html": CANARY}, "Lydfiler": [CANARY]}
    known = answer(open_one, *shut)
    kept = keep({**more, **known}, {})
    written = to_bytes(carry([], [kept], {}, today="2026-06-01").answers[0])
    assert CANARY.encode() not in written
    assert [one["Caption"] for one in json.loads(written)["Dagsordenpunkter"]] == ["Ny skolevej"]
    assert len(kept.closed) == len(shut)


@given(_JSON, _JSON, _JSON)
def test_any_answer_can_be_kept(items: Any, meeting: Any, body: Any) -> None:
    """Fields of another kind than expected count as missing."""
    kept = keep({"Dagsordenpunkter": items, "Moede": meeting, "Udvalg": body}, {})
    json.loads(to_bytes(kept.answer))


@given(st.dictionaries(st.text(max_size=4), _JSON, max_size=3) | _JSON)
def test_any_list_can_be_read(bodies: Any) -> None:
    """A list of any shape gives rows or none."""
    found = listing.parse_list(json.dumps({"Udvalg": bodies}).encode())
    assert found is None or listing.rows_of(found, ("Byrådet",), "") is None


def test_the_real_list_gives_meetings() -> None:
    """Hvidovre's list: minutes and the supplement of one hour are one meeting, and the minutes are what is fetched."""
    data = (samples() / "firstagenda/udvalgsliste.EXCERPT.json").read_bytes()
    found = listing.parse_list(data)
    assert found is not None
    planned = {}
    for name in ("By- og Planudvalget", "42846E2A-CEDD-492D-883E-E85922357039"):
        rows = listing.rows_of(found, (name,), "2026-01-01")
        assert rows is not None
        planned[name] = [
            (one.folder, [row.kind for row in one.rows]) for one in plan("x", rows, State(), set()).meetings
        ]
    first, second = planned.values()
    assert [folder for folder, _ in first] == ["2026-02-02", "2026-04-07", "2026-05-04"]
    assert second == [("2026-04-07", ["Referat"])]


def test_the_real_answer_is_kept_without_its_closed_items() -> None:
    """Hvidovre's agenda: no title and no case number of its three closed items is in what is written."""
    path = next((samples() / "firstagenda").glob("dagsorden_*.json"))
    real = json.loads(path.read_bytes())
    kept = keep(real, {})
    written = to_bytes(kept.answer).decode()
    closed = [one for one in real["Dagsordenpunkter"] if one["IsOpen"] is not True]
    assert len(kept.closed) == len(closed) == 3
    for one in closed:
        assert one["Navn"].removeprefix("Lukket: ") not in written
        assert one["CaseNumber"] not in written
        assert one["Id"] not in written


def test_what_stands_under_a_closed_item_too_is_closed() -> None:
    """An attachment of two items, one of them closed; and a whole meeting that calls itself closed."""
    shared = attachment(CANARY)
    shut = item(2, "Salg", is_open=False, attachments=[shared])
    kept = keep(answer(item(1, "Ny skolevej", attachments=[shared, attachment("Kort")]), shut), {})
    assert [one["Navn"] for one in kept.answer["Dagsordenpunkter"][0]["Bilag"]] == ["Kort"]
    closed = keep(answer(item(1, CANARY), kind="Lukket referat"), {})
    assert closed.answer["Dagsordenpunkter"] == []
    assert len(closed.closed) == 1


def test_an_open_items_closed_words_are_left_out() -> None:
    """A confidential attachment, wherever it is named, a script, a comment and a nested head are not kept either."""
    named = f"<ul><li>Kort</li><li>{CANARY} (Fortroligt)</li><li><b>{CANARY}</b> (fortroligt)</li></ul>"
    html = f"<p>Tekst</p>{named}<script>{CANARY}</script><!-- {CANARY} --><title>{CANARY}</title>"
    html += f"<p title='{CANARY}'>{'Vejen er smal. ' * 20}Se {CANARY} (Fortroligt). Det koster.</p>"
    names = [f"{CANARY} (Fortroligt)", f"Lukket: {CANARY}", "Kort"]
    kept = keep(answer(item(1, "Ny skolevej", html=html, attachments=[attachment(name) for name in names])), {})
    assert CANARY.encode() not in to_bytes(kept.answer)
    (one,) = kept.answer["Dagsordenpunkter"][0]["Bilag"]
    assert (one["Navn"], one["Order"]) == ("Kort", 3)
    shown = kept.answer["Dagsordenpunkter"][0]["Felter"][0]["Html"]
    assert "<li>Kort</li>" in shown
    assert "Det koster." in shown
