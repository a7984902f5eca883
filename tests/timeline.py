"""A small archive that is built again and again in the same folders, for tests of what has been public once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from generator.audit.folding import normal
from generator.audit.readings import readings
from generator.cli import main
from tests.papers import BUNDLE
from tests.samples import ROOT

BODY = "raadmandsmoede"
MEETING = f"{BODY}/2025-03-04"
ITEM = f"{MEETING}/3"
ATTACHMENT = f"{ITEM}/bilag-2"
LATER = f"{BODY}/2025-04-08"

# Words of item 3 that stand nowhere else, and of its second attachment.
ITEM_WORDS = ("Østre Havn", "fritids- og klubtilbud", "kommunens egne håndværkere", "placeringen af det nye værested")
ATTACHMENT_WORDS = ("årlige kalender", "aftalt med brugerne")

_LATER_ITEM = """---
title: Opfølgning på klubben
case: NLK-2025-000777
decision: Godkendt.
---
## Baggrund
Klubben fik svar den 4. marts 2025.
"""
_OTHER_ITEM = "---\ntitle: {title}\ndecision: Godkendt.\n---\n{title} er på plads.\n"
_OTHERS = ("Cykelparkering", "Skolehaver", "Stillads")


@dataclass(frozen=True, slots=True)
class Timeline:
    """A project in `root`, with its content, site and work folders."""

    root: Path

    @property
    def content(self) -> Path:
        """The papers."""
        return self.root / "content"

    @property
    def site(self) -> Path:
        """The published site."""
        return self.root / "site"

    def start(self) -> None:
        """One open meeting with four items, and four later ones, the first of the same case as item 3; built once."""
        self.write(f"{BODY}/body.md", "---\nname: Rådmandsmødet\norganisation: Nordlunde\n---\n")
        self.meeting_md("openness: åben")
        self.write(f"{MEETING}/bundle.txt", BUNDLE)
        self.write(f"{LATER}/meeting.md", "---\nopenness: åben\n---\n")
        self.write(f"{LATER}/item-1.md", _LATER_ITEM)
        for number, title in enumerate(_OTHERS, start=2):
            self.write(f"{LATER}/item-{number}.md", _OTHER_ITEM.format(title=title))
        assert self.build() == (0, "")

    def write(self, name: str, text: str) -> None:
        """A file of the content folder."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8")

    def meeting_md(self, front: str) -> None:
        """The meeting's front matter."""
        self.write(f"{MEETING}/meeting.md", f"---\n{front}\n---\n")

    def run(self, command: str, *arguments: str) -> tuple[int, str]:
        """A command's exit code and all that it says."""
        folders = ["--project", str(ROOT), "--content", str(self.content), "--site", str(self.site),
                   "--work", str(self.root / "build")]  # fmt: skip
        result = CliRunner().invoke(main, [command, *arguments, *folders, "--as-of", "2025-07-01"])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    def build(self, *arguments: str) -> tuple[int, str]:
        """Build again in the same folders: the exit code, and what is said of errors."""
        code, said = self.run("build", *arguments)
        return code, said if code else ""

    def page(self, address: str) -> str | None:
        """What a reader sees at an address, without the page's frame; None where nothing answers."""
        file = self.site / address / "index.html"
        if not file.is_file():
            return None
        article = re.search(r"<article.*?</article>", file.read_text("utf8"), re.DOTALL)
        assert article
        return " ".join(re.sub(r"<[^>]+>", " ", article[0]).split())

    def bytes_with(self, *words: str) -> list[str]:
        """The files of site and work folder that hold any of `words`, in whatever wrapping, or in their names."""
        found = []
        for folder in (self.site, self.root / "build"):
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                read = _sealed(file) if file.parent.name == "cache" else readings(file)
                texts = [_stream(text) for text in read] + [_stream(str(file.relative_to(self.root)))]
                if any(_stream(word) in text for word in words for text in texts):
                    found.append(file.relative_to(self.root).as_posix())
        return found


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and what it holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _sealed(file: Path) -> list[str]:
    """What earlier builds found out, as bytes and not as a database: what is sealed holds no words at all."""
    return [file.read_bytes().decode(encoding, "replace") for encoding in ("utf-8", "latin-1", "utf-16")]


def _stream(text: str) -> str:
    return re.sub(r"[\W_]+", "", normal(text))
