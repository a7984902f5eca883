"""The command line: `moedearkiv build`, `check`, `serve`, `add` and `takedown`.

Exit codes: 0 fine, 1 findings that must be looked at (or a build that was refused), 2 wrong use.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from generator import adding, pipeline, report, takedown_command
from generator.findings import ContentError, GeneratorError, needs_attention
from generator.paths import Paths
from generator.pipeline import Gathered
from generator.settings import load_settings

Command = Callable[..., Any]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="moedearkiv")
def main() -> None:
    """Build the public meeting archive of a municipality from its meeting papers."""


def _folder(name: str, text: str) -> Callable[[Command], Command]:
    return click.option(name, type=click.Path(file_okay=False, path_type=Path), help=text)


project_option = click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Folder with mkdocs.yml, overrides/ and content/ (default: this folder).",
)
content_option = _folder("--content", "Folder with the papers (default: content/ in the project).")
site_option = _folder("--site", "Where the site goes (default: site/ in the project).")
work_option = _folder("--work", "Where Markdown and the report go (default: build/ in the project).")


def _paths(project: Path, content: Path | None, site: Path | None = None, work: Path | None = None) -> Paths:
    return Paths(
        project=project,
        content=content or project / "content",
        site=site or project / "site",
        work=work or project / "build",
    )


def _as_of(context: click.Context, parameter: click.Parameter, value: datetime.datetime | None) -> datetime.date:
    """The one place that asks what day it is."""
    return value.date() if value else datetime.datetime.now(tz=datetime.UTC).astimezone().date()


as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_as_of,
    help="The day that counts as today (default: the real one).",
)


@main.command()
@project_option
@content_option
@site_option
@work_option
@as_of_option
@click.option("--accept-shrink", is_flag=True, help="Publish although the site would hold clearly less than before.")
def build(
    project: Path,
    content: Path | None,
    site: Path | None,
    work: Path | None,
    as_of: datetime.date,
    accept_shrink: bool,
) -> None:
    """Build the site, audit it, and publish it into site/ if every promise is kept."""
    _build(_paths(project, content, site, work), as_of, accept_shrink=accept_shrink)


def _build(chosen: Paths, as_of: datetime.date, *, accept_shrink: bool = False) -> None:
    with _errors(), _progress("Reading") as progress:
        gathered = pipeline.build(chosen, as_of=as_of, quiet=True, progress=progress, accept_shrink=accept_shrink)
    _tell(gathered)
    click.echo(f"The site is in {chosen.site}; the report that is not published is in {chosen.work / 'report'}.")
    _exit(gathered)


@main.command()
@project_option
@content_option
@as_of_option
def check(project: Path, content: Path | None, as_of: datetime.date) -> None:
    """Read the papers and say what would be published and what not, and why. Writes nothing."""
    paths = _paths(project, content)
    with _errors(), _progress("Reading") as progress:
        settings = load_settings(paths.project)
        gathered = pipeline.gather(
            paths.content,
            as_of=as_of,
            progress=progress,
            shown=settings.shown_contacts,
            allow_originals=settings.originals,
        )
    for line in report.lines(gathered.findings, gathered.decided.withheld, gathered.decided.counts):
        click.echo(line)
    _tell(gathered)
    _exit(gathered)


@main.command()
@project_option
@content_option
@work_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@as_of_option
def serve(project: Path, content: Path | None, work: Path | None, port: int, as_of: datetime.date) -> None:
    """Show the site on this machine, and build it again whenever a file under content/ changes."""
    paths = _paths(project, content, None, work)
    from generator.preview import serve as run

    with _errors():
        run(paths, port=port, as_of=as_of, tell=lambda text: click.echo(text))


@main.command()
@project_option
@content_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--body", required=True, help="The body's folder name, e.g. byraadet.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The meeting's day, where the papers do not say it.")
@click.option("--open", "is_open", is_flag=True, help="Declare that the bundle is the open agenda.")
def add(
    project: Path, content: Path | None, file: Path, body: str, date: datetime.datetime | None, is_open: bool
) -> None:
    """File a bundle (PDF or text) into content/, in the folder of its meeting."""
    paths = _paths(project, content)
    with _errors():
        added = adding.add(paths.content, file, body=body, date=date.date() if date else None, is_open=is_open)
    click.echo(f"Filed as {added.file} ({added.items} items found).")
    for finding in report.in_order(added.findings):
        click.echo(str(finding))
    if not is_open:
        click.echo("Nothing of it is published before meeting.md says 'openness: åben' (or: add --open).")


@main.command()
@project_option
@content_option
@site_option
@work_option
@as_of_option
@click.argument("name", metavar="ID")
@click.option("--reason", default="", help="Why; kept in takedowns.yml and never published.")
@click.option("--undo", is_flag=True, help="Take the takedown back.")
@click.option("--publish", is_flag=True, help="Build at once. Works also where new papers cannot be built.")
def takedown(
    project: Path,
    content: Path | None,
    site: Path | None,
    work: Path | None,
    as_of: datetime.date,
    name: str,
    reason: str,
    undo: bool,
    publish: bool,
) -> None:
    """Take a meeting, an item or an attachment off the site, by its id or its address.

    ID is like byraadet/2025-01-29 (a meeting), byraadet/2025-01-29/3 (an item) or byraadet/2025-01-29/3/bilag-2.
    """
    paths = _paths(project, content, site, work)
    with _errors():
        if undo:
            click.echo(takedown_command.undo(paths, name))
        else:
            click.echo(takedown_command.take_down(paths, name, reason=reason, as_of=as_of))
    if publish:
        _build(paths, as_of)


def _tell(gathered: Gathered) -> None:
    meetings = gathered.decided.archive.meetings
    items = sum(len(meeting.items) for meeting in meetings)
    hidden = sum(entry.kind == "item" for entry in gathered.decided.withheld)
    told = [f for f in gathered.findings if not f.code.startswith("withheld-")]
    click.echo(
        f"{len(meetings)} meetings and {items} items are public, {hidden} items are withheld; {len(told)} findings."
    )


def _exit(gathered: Gathered) -> None:
    attention = [finding for finding in report.in_order(gathered.findings) if needs_attention([finding])]
    for finding in attention:
        click.echo(str(finding), err=True)
    if attention:
        sys.exit(1)


@contextmanager
def _errors() -> Iterator[None]:
    """An error that we know of is told in one line and ends the command; wrong use ends it with 2."""
    try:
        yield
    except ContentError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    except GeneratorError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)


@contextmanager
def _progress(label: str) -> Iterator[Callable[[str], None]]:
    """One line that tells how far we are, on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return

    def show(what: str) -> None:
        click.echo(f"\r\033[K{label}: {what}"[:100], nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\033[K", nl=False, err=True)
