"""One run: each server once, each of its bodies after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from generator.sync import state as states
from generator.sync.body import Server, sync_body
from generator.sync.client import Client, Seen
from generator.sync.following import Followed, Options, Synced, find_followed

Connect = Callable[[str], Client]


def sync(content: Path, wanted: Sequence[str], *, connect: Connect, options: Options) -> Synced:
    """Fetch what is new of the bodies `wanted` (all that have a source, when empty).

    `connect` opens a session with a server. What cannot be had is a finding; the rest goes on. Raises ContentError,
    with nothing fetched, for a body that is not there or whose source cannot be read.
    """
    synced = Synced()
    followed = sorted(find_followed(content, wanted), key=lambda body: (body.source.server, body.id))
    for origin, group in groupby(followed, key=lambda body: body.source.server):
        bodies = list(group)
        server = Server(client=connect(origin), known=_known(bodies))
        try:
            for body in bodies:
                sync_body(body, server, synced, options)
        finally:
            synced.requests += server.client.requests
            server.client.close()
    return synced


def _known(bodies: Sequence[Followed]) -> Seen:
    """The version of the server's list that all of its bodies have seen to the end; none if they differ."""
    found = [(states.load(body.folder), body) for body in bodies]
    seen = {state.listed for state, body in found if state.source == body.asked}
    return next(iter(seen)) if len(seen) == 1 and all(state.source == body.asked for state, body in found) else Seen()
