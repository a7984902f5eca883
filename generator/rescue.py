"""Takedowns do not wait for new content: where a build fails, the last good edition goes up without them.

The same holds for what the new content, as far as it was read, has closed since.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from functools import partial

from generator import edition, saved, tombstones
from generator.alone import in_words
from generator.cache import NO_CACHE
from generator.connect import connect
from generator.edition import Edition
from generator.findings import GeneratorError
from generator.fingerprints import of_archive
from generator.openness import Withheld
from generator.paths import Paths
from generator.purge import purge
from generator.settings import SiteSettings
from generator.shrink import published_ids
from generator.takedown import Removed, Takedown, is_under, read_takedowns
from generator.telling import telling

_SHOWN = 8  # ids that a message names


class NewContentNotPublishedError(GeneratorError):
    """What had to go is gone from the published site; the new content is not on it."""


class StillPublishedError(GeneratorError):
    """What had to go could not be taken off the published site."""


def take_down(
    paths: Paths,
    failure: Exception,
    *,
    withheld: Collection[Withheld],
    settings: SiteSettings,
    as_of: datetime.date,
    quiet: bool,
    progress: Callable[[str], None],
) -> None:
    """Publish the last good edition without what must not be up; do nothing where nothing such is up.

    `withheld` is what the new content closes, as far as that is known. Raises NewContentNotPublishedError where
    it was done and StillPublishedError where it could not be; both tell of `failure`, which stopped the new content.
    """
    takedowns, _ = read_takedowns(paths.content)
    closed = {entry.id for entry in withheld if entry.kind in ("meeting", "item", "attachment")}
    names = {*closed, *(entry.id for entry in takedowns)}
    due = sorted(found for found in published_ids(paths.site) if any(is_under(found, name) for name in names))
    if not due:
        return
    told = _told(failure)
    last_good = saved.load(paths)
    if last_good is None:
        raise StillPublishedError(
            f"{told}\nand {_listed(due)} must come off the published site, but the work folder holds no last good"
            " edition to do it with; IT IS STILL PUBLISHED",
            remedy="mend the content and build; or build the content of the last good build with today's takedowns.yml;"
            " until then, delete the published site's pages of it, its search index (soeg/) and its data files (data/)",
        ) from failure
    try:
        made, gone = _without(last_good, names, takedowns, paths, as_of, settings)
        written = edition.write(made, paths, as_of=as_of, settings=settings, cache=NO_CACHE)
        edition.put_up(paths, made, written, withheld=gone, as_of=as_of, quiet=quiet, progress=progress)
    except Exception as error:
        raise StillPublishedError(
            f"{told}\nand {_listed(due)} could not be taken off the published site either: {_why(error)};"
            " IT IS STILL PUBLISHED",
            remedy=_way_on(error),
        ) from failure
    raise NewContentNotPublishedError(
        f"{told}\nbut what must not be up is gone from the published site ({_listed(due)}), which is otherwise the"
        " last good edition",
        remedy="mend the content and build again",
    ) from failure


def _without(
    last_good: saved.LastGood,
    names: Collection[str],
    takedowns: Collection[Takedown],
    paths: Paths,
    as_of: datetime.date,
    settings: SiteSettings,
) -> tuple[Edition, tuple[Withheld, ...]]:
    """The last good edition without `names`, its connections found anew, and what the audit must look for."""
    was_public = tuple(tombstones.public_ids(last_good.archive.meetings))
    archive, gone = purge(last_good.archive, names)
    joined = connect(
        archive,
        content_root=saved.folder(paths),
        settlements=last_good.settlements,
        as_of=as_of,
        shown=settings.shown_contacts,
        telling=partial(telling, archive=archive, withheld=gone),
    )
    made = Edition(
        archive=archive,
        prints=of_archive(archive),
        connections=joined.connections,
        synonyms=joined.synonyms,
        settlements=last_good.settlements,
        counts=last_good.counts,
        originals={},
        takedowns=tuple(Removed(id=entry.id, date=entry.date) for entry in takedowns),
        tombstones=tombstones.tombstones(
            archive,
            tuple(takedowns),
            was_public,
            paths.site,
            topics=[topic.slug for topic in joined.connections.topics],
        ),
    )
    return made, gone


def _told(failure: Exception) -> str:
    """What stopped the new content. Words of an error that is not ours may be a paper's, and are not repeated."""
    return f"the new content is NOT published: {_why(failure)}"


def _why(failure: Exception) -> str:
    """The failure in words, without its remedy, which may say that the published site is as it was."""
    told = in_words(failure)
    if not isinstance(told, GeneratorError):
        return f"the build failed ({type(told).__name__})"
    return ": ".join(part for part in (told.file, told.place, told.message) if part)


def _way_on(error: Exception) -> str:
    """What to do first: where the machine refused, no mending of papers helps."""
    told = in_words(error)
    refused = told is not error or isinstance(error, OSError)
    return told.remedy if refused and isinstance(told, GeneratorError) else "mend the content and build"


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
