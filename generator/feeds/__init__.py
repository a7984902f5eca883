"""Atom feeds, to follow the archive with a feed reader.

1. `channels`   which feeds there are, and what each holds
2. `entries`    what an entry says of an item; `followups` of a commitment; `notices` of what was put right
3. `atom`       the file
4. `delivery`   all of them into a sink

An entry's id is a tag URI (RFC 4151) of the site's host and the id in the archive. It stays when the item is put
right, so a reader shows the new text in place of the old. No date comes from a clock.
"""

from __future__ import annotations

from generator.feeds.delivery import deliver

__all__ = ["deliver"]
