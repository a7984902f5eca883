"""What is kept of an answer is built from known open fields: nothing else ever reaches a file (issue 6, point 2)."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.sync import listing
from generator.sync.carrying import carry
from generator.sync.keeping import keep
from generator.sync.store import to_bytes
from tests.firstagenda_double.answers import answer, attachment, item

CANARY = "KANARIE"
_FIELDS = sorted({*item(1, "x"), "Ukendt", "ItemDecision"} - {"IsOpen"})
_LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.just(CANARY)
_JSON = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=3)
)
_NOT_TRUE = st.sampled_from([False, None, 0, 1, 1.0, "true", "True", "", [], [True], {}])
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


def test_an_open_items_closed_words_are_left_out() -> None:
    """A confidential attachment, a script, a comment and a nested head of an open item are not kept either."""
    html = f"<p>Tekst</p><script>{CANARY}</script><!-- {CANARY} --><title>{CANARY}</title><p title='{CANARY}'>Mere</p>"
    names = [f"{CANARY} (Fortroligt)", f"Lukket: {CANARY}", "Kort"]
    kept = keep(answer(item(1, "Ny skolevej", html=html, attachments=[attachment(name) for name in names])), {})
    assert CANARY.encode() not in to_bytes(kept.answer)
    (one,) = kept.answer["Dagsordenpunkter"][0]["Bilag"]
    assert (one["Navn"], one["Order"]) == ("Kort", 3)
