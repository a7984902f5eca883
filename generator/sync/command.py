"""`moedearkiv sync`: fetches what is new, and tells of it in words that may stand in a public log."""

from __future__ import annotations

import datetime
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from generator import report
from generator.sync.client import Client
from generator.sync.following import Options, Synced
from generator.sync.planning import Planned
from generator.sync.run import sync


def run(content: Path, bodies: Sequence[str], *, today: datetime.date, everything: bool) -> Synced:
    """Sync and print what is new, changed and gone, then what must be looked at. Raises ContentError for wrong use."""
    options = Options(today=today, everything=everything, track=_track)
    synced = sync(content, bodies, connect=_connect, options=options)
    for line in synced.events:
        click.echo(line)
    for finding in report.in_order(synced.findings):
        click.echo(str(finding), err=True)
    click.echo(f"{len(synced.events)} changes, {synced.requests} requests, {len(synced.findings)} findings.")
    return synced


def write_summary(file: Path, synced: Synced, *, today: datetime.date) -> None:
    """The message of a commit of what was fetched: how much in its first line, then what."""
    changes = f"{len(synced.events)} change{'' if len(synced.events) == 1 else 's'}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join((f"Sync {today.isoformat()}: {changes}", "", *synced.events)) + "\n", "utf-8")


def _connect(origin: str) -> Client:
    return Client(origin=origin, wait=time.sleep, clock=time.monotonic)


def _track(meetings: Sequence[Planned], label: str) -> Iterable[Planned]:
    """A bar with the time that is left, on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty() or not meetings:
        yield from meetings
        return
    with click.progressbar(
        meetings, label=label, file=sys.stderr, item_show_func=lambda one: one.folder if one else ""
    ) as bar:
        yield from bar
