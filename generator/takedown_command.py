"""`moedearkiv takedown`: finds what the clerk means, and records it in `content/takedowns.yml`."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

from rapidfuzz import process

from generator import pipeline
from generator.findings import ContentError, GeneratorError
from generator.paths import Paths
from generator.shrink import published_ids
from generator.takedown import FILE, Takedown, is_under, read_takedowns, write_takedowns
from generator.tombstones import address_of, public_ids

_NEAR = 5  # ids that are named where the one given is not known


def take_down(paths: Paths, given: str, *, reason: str, as_of: datetime.date) -> str:
    """Record that `given` (an id, or an address of the site) is taken down; what to tell the clerk.

    Raises ContentError, with nothing written, where nothing public is called that or no reason is given.
    """
    if not reason.strip():
        raise ContentError("a takedown needs a reason; it is not published", remedy='add --reason "…"')
    takedowns = _recorded(paths.content)
    name = _find(given, {entry.id for entry in takedowns}) or _find_public(paths, given)
    known = next((entry for entry in takedowns if is_under(name, entry.id)), None)
    if known:
        what = "is taken down already" if known.id == name else f"went down with {known.id}"
        return f"{name} {what} ({known.date})."
    added = Takedown(id=name, date=as_of.isoformat(), reason=reason.strip())
    write_takedowns(paths.content, sorted((*takedowns, added), key=lambda entry: entry.id))
    return (
        f"{name} is recorded in {FILE}. The next build takes it off the site, with everything under it; papers that"
        " quote it are not changed: take those down too where they must go."
    )


def undo(paths: Paths, given: str) -> str:
    """Take the record away again; what to tell the clerk. Raises ContentError where there is none."""
    takedowns = _recorded(paths.content)
    name = _find(given, {entry.id for entry in takedowns})
    if name is None:
        listed = ", ".join(entry.id for entry in takedowns) or "nothing is"
        raise ContentError(f"{given!r} is not taken down", file=FILE, remedy=f"taken down: {listed}")
    write_takedowns(paths.content, [entry for entry in takedowns if entry.id != name])
    return f"{name} is no longer in {FILE}. The next build publishes it again, if its papers say that it is open."


def _recorded(content: Path) -> tuple[Takedown, ...]:
    if not content.is_dir():
        raise ContentError("there is no content folder here", remedy="run it in the project's folder")
    return read_takedowns(content)[0]


def _find_public(paths: Paths, given: str) -> str:
    """The id of what is public: on the published site, else in the content folder."""
    published = list(published_ids(paths.site))
    name = _find(given, published)
    if name is None:
        published += _public_in_content(paths.content)
        name = _find(given, published)
    if name is None:
        near = [found for found, _, _ in process.extract(given, sorted(set(published)), limit=_NEAR)]
        raise ContentError(
            f"nothing public has the id {given!r}",
            remedy=f"near it: {', '.join(near)}" if near else "nothing is published yet",
        )
    return name


def _public_in_content(content: Path) -> list[str]:
    try:
        return list(public_ids(pipeline.decide(content).archive.meetings))
    except GeneratorError:
        return []  # then only what is on the published site is known


def _find(given: str, names: Collection[str]) -> str | None:
    """The one of `names` that `given` is, as an id or as the address of its page."""
    wanted = given.strip().strip("/")
    if wanted in names:
        return wanted
    path = f"/{urlsplit(wanted).path.strip('/')}/"
    return next((name for name in names if path.endswith(f"/{address_of(name)}")), None)
