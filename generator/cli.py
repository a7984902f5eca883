"""The command line: `moedearkiv build`, `check`, `read`, `serve`, `add`, `init`, `sync`, `record`, `takedown` …

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

from generator import adding, history, pipeline, report, takedown_command
from generator import deploy as deploying
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
@click.option(
    "--read-by",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="Work folder of a `read` elsewhere, which is taken in (several may be given).",
)
@click.option("--accept-shrink", is_flag=True, help="Publish although the site would hold clearly less than before.")
@click.option("--tolerate-findings", is_flag=True, help="Exit with 0 when all is published that can be (nightly job).")
def build(
    project: Path,
    content: Path | None,
    site: Path | None,
    work: Path | None,
    as_of: datetime.date,
    read_by: tuple[Path, ...],
    accept_shrink: bool,
    tolerate_findings: bool,
) -> None:
    """Build the site, audit it, and publish it into site/ if every promise is kept."""
    chosen = _paths(project, content, site, work)
    _build(chosen, as_of, read_by=read_by, accept_shrink=accept_shrink, tolerate_findings=tolerate_findings)


def _build(
    chosen: Paths,
    as_of: datetime.date,
    *,
    read_by: tuple[Path, ...] = (),
    accept_shrink: bool = False,
    tolerate_findings: bool = False,
) -> None:
    with _errors(), _progress("Reading") as progress:
        gathered = pipeline.build(
            chosen, as_of=as_of, quiet=True, progress=progress, accept_shrink=accept_shrink, read_by=read_by
        )
    _tell(gathered)
    click.echo(f"The site is in {chosen.site}; the report that is not published is in {chosen.work / 'report'}.")
    if not tolerate_findings:
        _exit(gathered)


@main.command()
@project_option
@content_option
@work_option
@click.argument("bodies", nargs=-1, required=True)
def read(project: Path, content: Path | None, work: Path | None, bodies: tuple[str, ...]) -> None:
    """Read the papers of some BODIES (folders' names) ahead, for a build that is told --read-by this work folder.

    So several machines can read a large archive for the one that builds it.
    """
    with _errors(), _progress("Reading") as progress:
        meetings, unknown = pipeline.read_ahead(_paths(project, content, None, work), bodies, progress=progress)
    if unknown:
        raise click.BadParameter(f"no such body: {', '.join(sorted(unknown))}")
    click.echo(f"{meetings} meetings are read.")


@main.command()
@project_option
@content_option
@as_of_option
@click.option(
    "--forget", metavar="ITEM", help="Delete the earlier wordings kept of an item, e.g. byraadet/2026-03-04/4."
)
def record(project: Path, content: Path | None, as_of: datetime.date, forget: str | None) -> None:
    """Keep what changed in the open papers since the last time, in each meeting's history.json."""
    paths = _paths(project, content)
    root = paths.content
    with _errors(), _progress("Reading") as progress:
        if forget:
            click.echo(f"{history.forget(root, forget)} earlier wordings forgotten.")
            return
        shown = load_settings(project).shown_contacts
        with pipeline.remembering(paths.work / "cache", sweep=False) as cache:
            decided = pipeline.decide(root, progress, shown=shown, cache=cache)
        done = history.record(root, decided.archive, decided.withheld, day=as_of.isoformat())
    for finding in report.in_order(done.findings):
        click.echo(str(finding), err=True)
    click.echo(f"{len(done.changes)} changes; {len(done.written)} files written.")


@main.command()
@project_option
@site_option
@click.option(
    "--to", "target", required=True, type=click.Path(file_okay=False, path_type=Path), help="The server's folder."
)
@click.option("--keep", type=click.IntRange(0), default=0, show_default=True, help="How many older releases to keep.")
def deploy(project: Path, site: Path | None, target: Path, keep: int) -> None:
    """Show the built site on a plain web server: TARGET/current is turned to it in one step."""
    with _errors():
        done = deploying.deploy(_paths(project, None, site).site, target, keep=keep)
    state = "is shown now" if done.changed else "was shown already"
    click.echo(f"Release {done.release} ({done.files} files) {state}; {done.removed} older removed.")


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
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="The municipality's name.")
@click.option("--server", help="The https address of its FirstAgenda server; its bodies are listed and followed.")
@click.option("--body", "bodies", multiple=True, help="A body by its name; may be given several times.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="The first day to fetch meetings of.")
@click.option("--site-url", default="", help="The address that the site will have.")
@click.option("--contact", default="", help="Office and e-mail address for questions.")
@click.option("--telephone", default="", help="A telephone number for the accessibility statement.")
@click.option("--generator", default="", help="What pip installs as moedearkiv (default: this clone's remote).")
def init(
    folder: Path,
    name: str | None,
    server: str | None,
    bodies: tuple[str, ...],
    since: datetime.datetime | None,
    site_url: str,
    contact: str,
    telephone: str,
    generator: str,
) -> None:
    """Begin the archive of a new municipality in FOLDER. Asks for what is not given, on a terminal."""
    from generator.starting import Start, command

    ask = command.interactive()
    if name is None and not ask:
        raise click.UsageError("--name is needed")
    answers = Start(
        organisation=name or click.prompt("The municipality's name"),
        server=click.prompt("Its server (empty: none)", default="") if server is None and ask else server or "",
        since=since.date().isoformat() if since else "",
        site_url=site_url,
        contact=contact,
        telephone=telephone,
        bodies=(),
        generator=generator,
    )
    with _errors():
        command.run(folder, answers, bodies, ask=ask)


@main.command()
@project_option
@content_option
@as_of_option
@click.argument("bodies", nargs=-1, metavar="[BODY]...")
@click.option("--all", "everything", is_flag=True, help="Ask for every meeting and attachment again.")
@click.option("--summary", type=click.Path(dir_okay=False, path_type=Path), help="Write a commit message to this file.")
def sync(
    project: Path,
    content: Path | None,
    as_of: datetime.date,
    bodies: tuple[str, ...],
    everything: bool,
    summary: Path | None,
) -> None:
    """Fetch what is new from the server that body.md names (all bodies that have one, or those given)."""
    from generator.sync import command

    with _errors():
        folder = _paths(project, content).content
        synced = command.run(folder, bodies, today=as_of, everything=everything, summary=summary)
    if needs_attention(synced.findings):
        sys.exit(1)


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
