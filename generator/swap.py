"""Puts a finished site in the place of the published one, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.findings import BuildError


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """A folder beside `site` to build in; it takes the place of `site` when the block ends without an error.

    An error leaves `site` untouched and the half-built folder gone. What an interrupted run left behind is
    put right first: a missing `site` is restored from the copy that was being replaced.
    """
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise BuildError("the site's folder is not a plain folder", file=site.name)
    fresh = site.with_name(f"{site.name}.next")
    old = site.with_name(f"{site.name}.old")
    if old.exists() and not site.exists():
        old.rename(site)
    for leftover in (fresh, old):
        if leftover.exists():
            shutil.rmtree(leftover)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield fresh
        if site.exists():
            site.rename(old)
        fresh.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
