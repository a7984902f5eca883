"""Commitments (*opfølgninger*): what the papers promise, who, by when, and what became of it.

    followups.find(archive, links=…, as_of=…)

1. `minutes`, `annexes`   what was promised, read by the rules of `promises`, `passives` and `tables`
2. `due`                  by when, in the words' own terms and as a date
3. `answers`              does a later open item answer it?
4. `settled`              the clerk's word in meeting.md has the last say
"""

from generator.followups.register import FollowUpResult, find
from generator.followups.settled import read_settlements

__all__ = ["FollowUpResult", "find", "read_settlements"]
