"""Whether a meeting or an item is what it was, told by a short number (issue 8, point 2)."""

from __future__ import annotations

import pickle
from dataclasses import replace

from generator.fingerprints import of_archive, of_meeting
from tests.factories import demo_archive


def test_a_change_shows_where_it_is_and_nowhere_else() -> None:
    """An item that changed has another fingerprint, and so has its meeting; all others keep theirs."""
    archive = demo_archive()
    first, *others = archive.meetings
    item, *rest = first.items
    changed = replace(first, items=(replace(item, title="Noget andet"), *rest))
    before, after = of_archive(archive), of_archive(replace(archive, meetings=(changed, *others)))
    assert {name for name in before.items if before.items[name] != after.items[name]} == {item.id}
    assert {name for name in before.meetings if before.meetings[name] != after.meetings[name]} == {first.id}


def test_what_is_equal_has_the_same_fingerprint() -> None:
    """A meeting that was read again, or comes out of the cache, is not taken for another."""
    for meeting in demo_archive().meetings:
        assert of_meeting(pickle.loads(pickle.dumps(meeting))) == of_meeting(meeting)


def test_the_order_of_items_counts() -> None:
    """A meeting whose items changed places is another meeting."""
    meeting = next(meeting for meeting in demo_archive().meetings if len(meeting.items) > 1)
    turned = replace(meeting, items=meeting.items[::-1])
    assert of_meeting(turned).meetings != of_meeting(meeting).meetings
    assert of_meeting(turned).items == of_meeting(meeting).items
