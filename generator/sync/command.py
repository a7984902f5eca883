"""`moedearkiv sync`: fetches what is new, and tells of it in words that may stand in a public log."""

from __future__ import annotations

import datetime
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from generator import report
from generator.sync.client import Client
from generator.sync.following import Options, Synced
from generator.sync.planning import Planned
from generator.sync.run import sync


def run(
    content: Path, bodies: Sequence[str], *, today: datetime.date, everything: bool, summary: Path | None
) -> Synced:
    """Sync and print what is new, changed and gone, then what must be looked at. Raises ContentError for wrong use.

    `summary` is written in any case: a commit message for what was fetched.
    """
    options = Options(today=today, everything=everything, track=_track)
    synced = sync(content, bodies, connect=_connect, options=options)
    if not synced.requests and not synced.findings:
        click.echo("No body.md has a 'source' to follow; docs/sync.md shows how to write one.")
    for line in synced.events:
        click.echo(line)
    for finding in report.in_order(synced.findings):
        click.echo(str(finding), err=True)
    click.echo(f"{len(synced.events)} changes, {synced.requests} requests, {len(synced.findings)} findings.")
    if summary:
        summary.parent.mkdir(parents=True, exist_ok=True)
        summary.write_text(message(synced), encoding="utf-8")
    return synced


def message(synced: Synced) -> str:
    """What was fetched as a commit message: numbers first, then the lines of the log."""
    kinds = Counter(line.split()[0] for line in synced.events)
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in ("new", "changed", "gone") if kinds[kind])
    return "\n".join([f"Fetched papers: {told or 'nothing new'}", "", *synced.events]).rstrip() + "\n"


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
