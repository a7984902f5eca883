"""`moedearkiv init`: asks what it was not told, lists the server's bodies, and writes the new folder."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import click

import generator
from generator.findings import ContentError
from generator.sources.declared import read_source
from generator.starting import NewBody, Start, begin
from generator.sync import listing
from generator.sync.client import Client


def run(folder: Path, answers: Start, names: Sequence[str], *, ask: bool) -> None:
    """Write the new project into `folder` and say what comes next. `names` are bodies by name; with a server they
    must be the server's. With `ask`, what is missing is asked for. Raises ContentError for wrong use.
    """
    server = _origin(answers.server) if answers.server else ""
    known = server_bodies(_connect(server)) if server else []
    chosen = tuple(names) or (_choose(known) if ask and known else ())
    unknown = sorted(set(chosen) - set(known)) if server else []
    if unknown:
        raise ContentError(f"the server has no body {unknown[0]!r}", remedy=f"it has: {', '.join(known)}")
    bodies = tuple(NewBody(name=name, source_name=name if server else "") for name in chosen)
    start = Start(
        organisation=answers.organisation,
        site_url=answers.site_url,
        contact=answers.contact,
        telephone=answers.telephone,
        server=server,
        since=answers.since,
        bodies=bodies,
        generator=answers.generator or own_address(),
    )
    written = begin(folder, start)
    click.echo(f"{len(written)} files written in {folder}.")
    if known and not bodies:
        click.echo("The server's bodies, for --body:\n  " + "\n  ".join(known))
    click.echo(f"Next: cd {folder}, then: make .venv/.site && .venv/bin/moedearkiv sync && make site")


def server_bodies(client: Client) -> list[str]:
    """The names of the bodies that a server has. Raises FetchError."""
    sink = io.BytesIO()
    try:
        client.fetch(listing.PATH, sink, limit=client.manners.max_answer, whole=_is_list)
    finally:
        client.close()
    return listing.names_of(listing.parse_list(sink.getvalue()) or {"Udvalg": {}})


def own_address() -> str:
    """Where pip can get this generator: the clone's remote at its commit, else the clone itself."""
    root = Path(generator.__file__).parent.parent
    try:
        said = [
            subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True, text=True).stdout.strip()
            for words in (("remote", "get-url", "origin"), ("rev-parse", "HEAD"))
        ]
    except (OSError, subprocess.CalledProcessError):
        return str(root)
    return f"git+{said[0]}@{said[1]}" if said[0].startswith("https://") else str(root)


def _origin(server: str) -> str:
    source = read_source({"kind": "firstagenda", "server": server}, "--server")
    return source.server if source else ""


def _connect(origin: str) -> Client:
    return Client(origin=origin, wait=time.sleep, clock=time.monotonic)


def _is_list(stream: BinaryIO) -> bool:
    stream.seek(0)
    return listing.parse_list(stream.read()) is not None


def _choose(known: Sequence[str]) -> tuple[str, ...]:
    """Let a person choose by numbers; all of them on an empty answer."""
    for number, name in enumerate(known, 1):
        click.echo(f"{number:3}  {name}")
    said = click.prompt("Which bodies (numbers with a space between; empty: all)", default="", show_default=False)
    numbers = [int(word) for word in said.replace(",", " ").split() if word.isdecimal()]
    return tuple(known[number - 1] for number in numbers if 0 < number <= len(known)) or tuple(known)


def interactive() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()
