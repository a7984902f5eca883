"""Runs MkDocs over the written pages. A warning fails the build, and its bytes depend on its input alone.

`build_next` prints only what changed, on all cores (`press/`); where that is not possible it does what `build_site`
does, which is MkDocs as it is. Both give the same bytes. MkDocs is loaded by the functions that run it: most commands
do not.
"""

from __future__ import annotations

import datetime
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.findings import BuildError, Finding, Severity
from generator.press.refusals import NeedsAllError, UnknownMkDocsError
from generator.trees.records import Record
from generator.trees.site import NextSite

_EPOCH = "SOURCE_DATE_EPOCH"


def build_next(
    coming: NextSite,
    docs_dir: Path,
    manifest: Mapping[str, Record],
    *,
    project_root: Path,
    quiet: bool,
    as_of: datetime.date | None = None,
) -> tuple[Finding, ...]:
    """Fill the next site from `docs_dir`, which holds `manifest`, or raise BuildError with MkDocs' own words.

    The finding says why everything was built by MkDocs alone, where it was. `as_of` as in `build_site`.
    """
    from generator.press.site import fill

    try:
        with _told(as_of, strict=True, quiet=quiet):
            fill(coming, docs_dir, manifest, project_root)
    except UnknownMkDocsError:
        why = "this MkDocs or Python-Markdown is another than the build was made for"
        remedy = "install the versions of requirements.lock"
    except NeedsAllError as error:
        why, remedy = str(error), "leave it out of the site's settings and templates, or let the builds take long"
    else:
        return ()
    fresh = coming.begin_anew()
    build_site(docs_dir, fresh, project_root=project_root, quiet=quiet, as_of=as_of)
    coming.take_stock()
    message = f"the whole site was built by MkDocs alone, which takes several times as long: {why}"
    return (Finding(code="plain-build", severity=Severity.INFO, file="", message=message, remedy=remedy),)


def build_site(
    docs_dir: Path,
    site_dir: Path,
    *,
    project_root: Path,
    strict: bool = True,
    quiet: bool,
    as_of: datetime.date | None = None,
) -> None:
    """Build `docs_dir` into `site_dir` with the project's mkdocs.yml, or raise BuildError with MkDocs' own words.

    `as_of` is the date that the build writes where it must write one (in compressed files); without it,
    SOURCE_DATE_EPOCH counts, and without that 1 January 1980.
    """
    with _told(as_of, strict=strict, quiet=quiet):
        _run(docs_dir, site_dir, project_root, strict=strict)


@contextmanager
def _told(as_of: datetime.date | None, *, strict: bool, quiet: bool) -> Iterator[None]:
    """On a fixed date; BuildError for whatever goes wrong, and with `strict` for what MkDocs warns of."""
    with _fixed_date(as_of), _messages(quiet=quiet) as messages:
        try:
            yield
        except (UnknownMkDocsError, NeedsAllError):
            raise
        except Exception as error:
            told = messages or [f"{type(error).__name__}: {error}"]
            raise BuildError("MkDocs could not build the site:\n  " + "\n  ".join(told)) from error
    if strict and messages:
        raise BuildError("MkDocs warns about the site:\n  " + "\n  ".join(messages))


def _run(docs_dir: Path, site_dir: Path, project_root: Path, *, strict: bool) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config: Any = load_config(
        str(project_root / "mkdocs.yml"),
        docs_dir=str(docs_dir.resolve()),
        site_dir=str(site_dir.resolve()),
        strict=strict,
    )
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


class _Collector(logging.Handler):
    """Keeps warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _messages(*, quiet: bool) -> Iterator[list[str]]:
    """What MkDocs warns of while it runs. Unless `quiet`, it also says what it does, on standard error."""
    logger = logging.getLogger("mkdocs")
    level, propagate, before = logger.level, logger.propagate, list(logger.handlers)
    collector = _Collector()
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING if quiet else logging.INFO)
    logger.propagate = False
    if not quiet:
        logger.addHandler(logging.StreamHandler(sys.stderr))
    try:
        yield collector.messages
    finally:
        logger.handlers[:] = before  # MkDocs leaves its own counter behind
        logger.setLevel(level)
        logger.propagate = propagate


@contextmanager
def _fixed_date(as_of: datetime.date | None) -> Iterator[None]:
    """SOURCE_DATE_EPOCH for as long as MkDocs runs."""
    before = os.environ.get(_EPOCH)
    day = as_of or datetime.date(1980, 1, 1)
    if as_of is not None or before is None:
        midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        os.environ[_EPOCH] = str(int(midnight.timestamp()))
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_EPOCH, None)
        else:
            os.environ[_EPOCH] = before
