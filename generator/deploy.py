"""Puts a built site on a plain web server: one folder per release, and a link that is turned in one step.

    <target>/releases/<digest>/   the files, with a `.gz` and a `.br` beside each text file
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
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from generator.findings import DeployError

Digests = dict[str, str]  # the SHA-256 of each file of a site, by its path, in order of path

_COMPRESSED = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".ndjson", ".pak", ".svg", ".txt", ".xml"})
_COMPRESSION = f"gzip 6, brotli 5 of {brotli.version}"  # another one is another release
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
    files = _digests(site, _files(site))
    release = _digest(files)
    try:
        (target / "releases").mkdir(parents=True, exist_ok=True)
        with _alone(target):
            shown = _shown(target)
            if shown != release:
                _release(site, files, target / "releases" / release, target / "releases" / (shown or ""))
                _turn(target, release)
            removed = _prune(target, release, keep)
    except OSError as error:
        raise DeployError(
            f"the site could not be put in place: {error.strerror}",
            file=target.name,
            remedy="the site that was shown is still shown; free space or mend the permissions and deploy again",
        ) from error
    return Deployed(release=release, changed=shown != release, files=len(files), removed=removed)


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


def _digests(site: Path, files: list[str]) -> Digests:
    return {path: _digest_of(site / path) for path in files}


def _digest_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _digest(files: Digests) -> str:
    digest = hashlib.sha256(_COMPRESSION.encode())
    for path, content in files.items():
        digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + bytes.fromhex(content))
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


def _release(site: Path, files: Digests, final: Path, older: Path) -> None:
    """The whole release under its own name, or nothing. What `older` holds too is linked to, not compressed again."""
    half = final.with_name(f".{final.name}.half")
    for leftover in (half, final):
        if leftover.exists():
            shutil.rmtree(leftover)
    for folder in {(half / path).parent for path in files}:
        folder.mkdir(parents=True, exist_ok=True)
    new = [path for path in files if not _linked(older, half, path, files)]
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda path: _copied(site, half, path, files), new))  # raises what a thread raised
    half.rename(final)


def _linked(older: Path, half: Path, path: str, files: Digests) -> bool:
    """Whether the older release holds the same, and could be linked to with what lies beside it."""
    try:
        if _digest_of(older / path) != files[path]:
            return False
        for name in (path, *_beside(path, files)):
            if name == path or (older / name).is_file():
                os.link(older / name, half / name, follow_symlinks=False)
    except OSError:
        for name in (path, *_beside(path, files)):
            (half / name).unlink(missing_ok=True)
        return False
    return True


def _copied(site: Path, half: Path, path: str, files: Digests) -> None:
    content = (site / path).read_bytes()
    (half / path).write_bytes(content)
    if Path(path).suffix in _COMPRESSED and len(content) >= _WORTH_IT:
        for name in _beside(path, files):
            (half / name).write_bytes(_compressed(content, name))


def _beside(path: str, files: Digests) -> list[str]:
    """The compressed files of a file, but for those that the site has of its own."""
    return [name for name in (f"{path}.gz", f"{path}.br") if name not in files]


def _compressed(content: bytes, name: str) -> bytes:
    return brotli.compress(content, quality=5) if name.endswith(".br") else gzip.compress(content, 6, mtime=0)


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
