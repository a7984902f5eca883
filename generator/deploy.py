"""Puts a built site on a plain web server: one folder per release, and a link that is turned in one step.

    <target>/releases/<digest>/   the files, with a `.gz` beside each text file
    <target>/current              a symbolic link to the release that is shown

Readers get the old site or the new one, never half of each. Older releases are deleted at once unless asked for,
because they still hold what has been taken down since (DESIGN promise 4).
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.findings import DeployError

_COMPRESSED = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".ndjson", ".pak", ".svg", ".txt", ".xml"})
_WORTH_IT = 512  # bytes; a smaller file fits in one packet as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """`release` is the digest that is shown now; `changed` is False where it was shown already."""

    release: str
    changed: bool
    files: int
    removed: int  # older releases


def deploy(site: Path, target: Path, *, keep: int = 0) -> Deployed:
    """Show `site` under `target/current`, keep the `keep` newest older releases, delete the others.

    Raises DeployError where `site` is no finished site, holds a symbolic link, or `target` cannot be written.
    """
    files = _files(site)
    release = _digest(site, files)
    try:
        (target / "releases").mkdir(parents=True, exist_ok=True)
        with _alone(target):
            changed = _shown(target) != release
            if changed:
                _release(site, files, target / "releases" / release)
                _turn(target, release)
            removed = _prune(target, release, keep)
    except OSError as error:
        raise DeployError(
            f"the site could not be put in place: {error.strerror}",
            file=target.name,
            remedy="the site that was shown is still shown; free space or mend the permissions and deploy again",
        ) from error
    return Deployed(release=release, changed=changed, files=len(files), removed=removed)


def _files(site: Path) -> list[str]:
    if not (site / "index.html").is_file():
        raise DeployError("there is no finished site here", file=site.name, remedy="run moedearkiv build first")
    found: list[str] = []
    for folder, folders, names in os.walk(site, followlinks=False):
        for name in (*folders, *names):
            path = Path(folder) / name
            kind = path.lstat().st_mode
            if stat.S_ISREG(kind):
                found.append(path.relative_to(site).as_posix())
            elif not stat.S_ISDIR(kind):
                raise DeployError("the site holds something that is no plain file", file=str(path.relative_to(site)))
    return sorted(found)


def _digest(site: Path, files: list[str]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(hashlib.sha256((site / path).read_bytes()).digest())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """One deploy at a time; the lock goes with the process, so a killed deploy leaves none behind."""
    with (target / "deploy.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DeployError("another deploy is at work here", file=target.name, remedy="try again later") from error
        yield


def _shown(target: Path) -> str | None:
    current = target / "current"
    if current.is_symlink():
        return current.readlink().name if current.is_dir() else None
    if current.exists():
        raise DeployError("it is not a symbolic link", file="current", remedy="move it away; deploy makes the link")
    return None


def _release(site: Path, files: list[str], final: Path) -> None:
    """The whole release under its own name, or nothing."""
    half = final.with_name(f".{final.name}.half")
    for leftover in (half, final):
        if leftover.exists():
            shutil.rmtree(leftover)
    for path in files:
        content = (site / path).read_bytes()
        place = half / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        if place.suffix in _COMPRESSED and len(content) >= _WORTH_IT and f"{path}.gz" not in files:
            place.with_name(f"{place.name}.gz").write_bytes(gzip.compress(content, mtime=0))
    half.rename(final)


def _turn(target: Path, release: str) -> None:
    fresh = target / "current.next"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path("releases") / release)
    fresh.replace(target / "current")


def _prune(target: Path, release: str, keep: int) -> int:
    others = [path for path in (target / "releases").iterdir() if path.name != release]
    whole = sorted(
        (path for path in others if not path.name.startswith(".")),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    doomed = [*(path for path in others if path.name.startswith(".")), *whole[keep:]]
    for path in doomed:
        shutil.rmtree(path)
    return len(doomed)
