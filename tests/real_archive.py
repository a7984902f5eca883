"""The real sample papers as an archive, for the tests that measure rules on them; skips where they are not."""

from __future__ import annotations

import csv
import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.openness import Archive
from generator.pipeline import decide
from tests.samples import samples

LABELS = Path(__file__).resolve().parent / "labels"

# source file (its first letters) → the meeting whose papers it holds
MEETINGS = {
    "002_": "msb-raadmandsmoede/2024-01-09",
    "001_": "msb-raadmandsmoede/2024-01-23",
    "003_": "msb-raadmandsmoede/2024-06-04",
    "004_": "msb-raadmandsmoede/2025-01-14",
    "aarhus_": "aarhus-byraad/2025-08-27",
    "ballerup_SFU": "ballerup-sfu/2012-12-04",
    "syddjurs_": "syddjurs-puk/2013-06-20",
}


def labels(name: str) -> list[dict[str, str]]:
    """The rows of a label file, each with `meeting`, the archive id of its source's meeting."""
    with (LABELS / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{**row, "meeting": _meeting(row["source"])} for row in rows]


def _meeting(source: str) -> str:
    return next(meeting for start, meeting in MEETINGS.items() if source.startswith(start))


def real_archive() -> Archive:
    """All the sample papers, each declared the open agenda of its meeting."""
    return _decided(samples())


@lru_cache(maxsize=1)
def _decided(folder: Path) -> Archive:
    with TemporaryDirectory() as temporary:
        root = Path(temporary)
        for start, meeting in MEETINGS.items():
            source = next(path for path in sorted(folder.glob("*/*")) if path.name.startswith(start))
            target = root / meeting
            target.mkdir(parents=True)
            shutil.copy(source, target / f"bundle{source.suffix}")
            (target / "meeting.md").write_text("---\nopenness: åben\n---\n", encoding="utf-8")
            name = meeting.split("/")[0]
            (target.parent / "body.md").write_text(f"---\nname: {name}\norganisation: X\n---\n", encoding="utf-8")
        return decide(root).archive
