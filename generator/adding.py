"""Files a bundle into the content folder."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.findings import ContentError, Finding
from generator.reading import read_bundle, segment
from generator.segment.parts import PartKind

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Where the bundle lies now, and what was seen in it."""

    file: str
    items: int
    findings: Sequence[Finding]


def add(content: Path, file: Path, *, body: str, date: datetime.date | None, is_open: bool) -> Added:
    """Copy `file` to `content/<body>/<date>/bundle.<pdf|txt>` and write its meeting.md.

    The date is read from the papers where none is given. Raises ContentError, with nothing written, when the
    file, the body or the date cannot be used, or when the meeting is there already.
    """
    suffix = file.suffix.lower()
    if suffix not in (".pdf", ".txt") or not file.is_file():
        raise ContentError("this is not a PDF or text bundle", file=file.name, remedy="give the path of a .pdf or .txt")
    if not _SLUG.fullmatch(body) or not (content / body / "body.md").is_file():
        raise ContentError(
            f"there is no body {body!r}", file=f"{body}/body.md", remedy=f"known bodies: {', '.join(_bodies(content))}"
        )
    bundle = read_bundle(file, file.name)
    segments = segment(bundle)
    if date is None:
        date = _found_date(segments.dates, file)
    folder = content / body / date.isoformat()
    target = folder / f"bundle{suffix}"
    if folder.exists():
        raise ContentError(
            "this meeting is there already",
            file=f"{body}/{date}",
            remedy=f"replace {target.name} there, or use another date",
        )
    folder.mkdir()
    target.write_bytes(file.read_bytes())
    declared = "openness: åben\n" if is_open else "# openness: åben   (remove the # to publish)\n"
    (folder / "meeting.md").write_text(f"---\n{declared}---\n", encoding="utf-8")
    items = {part.item for part in segments.parts if part.kind in (PartKind.ITEM, PartKind.PROPOSAL)}
    return Added(
        file=target.relative_to(content).as_posix(), items=len(items), findings=(*bundle.findings, *segments.findings)
    )


def _bodies(content: Path) -> list[str]:
    return sorted(path.parent.name for path in content.glob("*/body.md")) or ["none yet"]


def _found_date(dates: Sequence[str], file: Path) -> datetime.date:
    if not dates:
        raise ContentError(
            "the papers do not say on which day the meeting is", file=file.name, remedy="add it: --date 2024-06-04"
        )
    return datetime.date.fromisoformat(dates[0])
