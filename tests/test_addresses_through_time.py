"""Addresses stay: a site is built at stages of its life, and every page it ever had answers at each later one."""

from __future__ import annotations

import json
import re

from tests.timeline import BODY, ITEM, MEETING, Timeline

TOPICS = "- {{slug: {slug}, name: Havne, kle: '08', words: [havn]}}\n"


def addresses(archive: Timeline) -> dict[str, str]:
    """The published list: each address and its kind."""
    rows = json.loads((archive.site / "permalinks.json").read_text("utf8"))
    return {row["address"]: row["kind"] for row in rows}


def lost(archive: Timeline, before: dict[str, str]) -> set[str]:
    """What stood in the list and answers no more. Cases and units go with the words they are named by."""
    lasting = {address for address, kind in before.items() if kind not in ("case", "unit")}
    files = {address for address in lasting if (archive.site / address).is_file()}
    pages = {address for address in lasting if (archive.site / address / "index.html").is_file()}
    return {address for address in lasting - files - pages if not re.match(r"(?:sager|enheder|emner)/.+\.xml", address)}


def test_every_address_answers_at_every_later_stage(archive: Timeline) -> None:
    """All open; then an item taken down, an attachment closed and a topic renamed; then a whole meeting closed."""
    archive.write("topics.yml", TOPICS.format(slug="havne"))
    assert archive.build() == (0, "")
    first = addresses(archive)
    assert first["emner/havne/"] == "topic"

    archive.write("topics.yml", TOPICS.format(slug="havnen"))
    archive.meeting_md("openness: åben\nitems: {2: {attachments: {1: lukket}}}")
    archive.run("takedown", ITEM, "--reason", "x")
    assert archive.build("--accept-shrink") == (0, "")
    second = addresses(archive)
    assert lost(archive, first) == set()
    assert {second[f"{MEETING}/punkt-3/"], second["emner/havne/"]} == {"gone"}
    assert json.loads((archive.site / MEETING / "punkt-3" / "data.json").read_text("utf8"))["removed"] == "2025-07-01"

    archive.meeting_md("openness: lukket")
    assert archive.build("--accept-shrink") == (0, "")
    assert lost(archive, first) == lost(archive, second) == set()
    assert archive.page(f"{MEETING}/punkt-1/") is not None
    assert addresses(archive)[f"{BODY}/"] == "body"


def test_a_takedown_is_told_in_the_feed_of_corrections(archive: Timeline) -> None:
    """In words only: that it is gone, and when."""
    archive.run("takedown", ITEM, "--reason", "Navnet på en borger", "--publish")
    feed = (archive.site / "foelg" / "rettelser.xml").read_text("utf8")
    assert "Punktet er fjernet fra arkivet" in feed
    assert "Navnet på en borger" not in feed
