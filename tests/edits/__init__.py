"""What happens to an archive from one night to the next, at random: the papers change, the site is set otherwise,
and things go wrong in the folders that builds leave behind. For `tests.same_bytes`.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.edits.clerk import (
    close_attachment,
    close_item,
    correct,
    declare_meeting,
    hide_item,
    open_item,
    record,
    rename_body,
    take_down,
    undo_takedown,
)
from tests.edits.papers import (
    add_item,
    add_meeting,
    back_to_the_start,
    begin,
    change_answer,
    change_text,
    change_text_behind_the_clock,
    delete_meeting,
    move_meeting,
    touch_everything,
)
from tests.edits.place import Chance, NothingToEdit, Place
from tests.edits.setup import (
    another_day,
    another_guard,
    change_glossary,
    change_setting,
    change_template,
    change_topics,
    nothing,
)
from tests.edits.troubles import break_takedowns, damage_work, delete_cache, delete_work, tamper_with_the_site

__all__ = ["EDITS", "Place", "begin", "edit"]

Edit = Callable[[Place, Chance], str]


# How often each happens, compared with the others.
EDITS: dict[Edit, int] = {
    add_meeting: 4,
    add_item: 2,
    change_text: 5,
    change_text_behind_the_clock: 2,
    change_answer: 2,
    close_item: 4,
    close_attachment: 2,
    hide_item: 1,
    open_item: 3,
    declare_meeting: 2,
    correct: 2,
    rename_body: 1,
    delete_meeting: 1,
    move_meeting: 1,
    back_to_the_start: 1,
    touch_everything: 1,
    record: 3,
    take_down: 4,
    undo_takedown: 2,
    change_topics: 2,
    change_glossary: 2,
    change_template: 2,
    change_setting: 2,
    another_day: 2,
    another_guard: 1,
    nothing: 1,
    break_takedowns: 1,
    delete_cache: 1,
    damage_work: 3,
    delete_work: 1,
    tamper_with_the_site: 3,
}


def edit(place: Place, chance: Chance, *, at_most: int = 3) -> list[str]:
    """One night's edits, at most so many, after what was broken the night before is mended; in words."""
    while place.to_mend:
        place.to_mend.pop()()
    done: list[str] = []
    wanted = chance.randint(1, at_most)
    while len(done) < wanted:
        chosen = chance.choices(list(EDITS), weights=list(EDITS.values()))[0]
        try:
            done.append(f"{chosen.__name__} {chosen(place, chance)}".rstrip())
        except NothingToEdit:
            continue
        if place.to_mend:
            break  # nothing reads what is broken now, but the build
    return done
