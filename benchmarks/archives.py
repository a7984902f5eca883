"""The two archives that the queries are asked of: the invented one in content/, and the real sample papers."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from generator import pipeline
from generator.paths import Paths
from tests.real_archive import MEETINGS
from tests.samples import ROOT, SHARED

NAMES = ("nordlunde", "samples")
AS_OF = datetime.date(2025, 9, 1)
_GLOSSARY = Path(__file__).parent / "samples_archive" / "glossary.yml"


def content(name: str, work: Path) -> Path | None:
    """The content folder of an archive; None where its papers are not on this machine."""
    if name == "nordlunde":
        return ROOT / "content"
    papers = sorted((SHARED / "samples").glob("*/*"))
    if not papers:
        return None
    target = work / "content"
    for start, meeting in MEETINGS.items():
        source = next(path for path in papers if path.name.startswith(start))
        folder = target / meeting
        folder.mkdir(parents=True)
        shutil.copy(source, folder / f"bundle{source.suffix}")
        (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", encoding="utf-8")
        front = f"---\nname: {folder.parent.name}\norganisation: X Kommune\n---\n"
        (folder.parent / "body.md").write_text(front, encoding="utf-8")
    shutil.copy(_GLOSSARY, target / "glossary.yml")
    return target


def build(papers: Path, work: Path) -> Path:
    """The whole site of a content folder, as `moedearkiv build` makes it."""
    paths = Paths(project=ROOT, content=papers, site=work / "site", work=work / "work")
    pipeline.build(paths, as_of=AS_OF, quiet=True, progress=lambda _: None)
    return paths.site
