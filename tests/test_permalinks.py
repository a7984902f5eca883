"""Addresses stay: what was published at one stage of a meeting's life answers at every later one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from generator.connections import Connections
from generator.model import Correction, Stage
from generator.openness import Archive, PublicMeeting
from tests.factories import (
    AS_OF,
    BODY,
    MEETING,
    SETTINGS,
    demo_archive,
    demo_connections,
    make_archive,
    make_attachment,
    make_decision,
    make_item,
    make_meeting,
    make_thread,
)
from tests.rendered import site_of


def published(archive: Archive, connections: Connections | None = None) -> list[dict[str, Any]]:
    """The list of addresses of an archive."""
    files = site_of(archive, connections=connections or Connections(), as_of=AS_OF, settings=SETTINGS)
    found: list[dict[str, Any]] = json.loads(files["permalinks.json"])
    return found


def test_the_list_has_every_page_and_file() -> None:
    """Each file in the docs folder that a reader may link to is in the list, once, with the id of what it shows."""
    rows = published(demo_archive(), demo_connections())
    by_address = {row["address"]: row for row in rows}
    assert len(by_address) == len(rows)
    assert [row["address"] for row in rows] == sorted(by_address)
    assert by_address[f"{MEETING}/punkt-3/"] == {"address": f"{MEETING}/punkt-3/", "kind": "item", "id": f"{MEETING}/3"}
    assert by_address[f"{MEETING}/punkt-3/bilag-2/"]["kind"] == "attachment"
    assert by_address["sager/emn-2024-001234/"]["kind"] == "case"
    assert by_address[""]["kind"] == by_address["om/"]["kind"] == "page"
    assert by_address["feed.xml"]["kind"] == by_address["data/items.csv"]["kind"] == "file"


def test_old_addresses_answer_at_every_later_stage() -> None:
    """Agenda, then minutes and a correction, then a later meeting of the same case: no address goes away.

    What is taken down or closed on the way gets a tombstone, and is another test's.
    """
    item = make_item(case_numbers=("EMN-2024-001234",), attachments=(make_attachment(),))
    agenda = make_meeting(stage=Stage.AGENDA, items=(make_item("2"), item))
    correction = Correction(date="2024-06-20", text="Bilag 1 er udskiftet.", reason="Forkert udgave.")
    decided = replace(item, decision=make_decision(), corrections=(correction,))
    minutes: PublicMeeting = replace(agenda, stage=Stage.MINUTES, items=(agenda.items[0], decided))
    later = f"{BODY}/2025-01-14"
    again = make_meeting(later, items=(make_item("1", later, case_numbers=("EMN-2024-001234",)),))
    joined = Connections(threads=(make_thread(f"{later}/1", item.id),))
    stages = (
        published(make_archive(agenda)),
        published(make_archive(minutes)),
        published(make_archive(minutes, again), joined),
    )
    addresses = [{row["address"] for row in stage} for stage in stages]
    ids = [{row["address"]: row["id"] for row in stage if "id" in row} for stage in stages]
    for before, after in ((0, 1), (1, 2), (0, 2)):
        assert addresses[before] - addresses[after] == set()
        assert ids[before].items() <= ids[after].items()
    assert len(addresses[2]) > len(addresses[0])
