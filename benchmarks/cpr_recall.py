"""How many personal numbers get out: `python -m benchmarks.cpr_recall [--seeds 3]`.

Invented papers with one number each, in every spelling and at every place of a text bundle, a PDF bundle, written
items, notes, shared files and names of files, go through all stages up to what would be published. A number is out
when its ten digits stand after each other in anything public, whatever stands between them. The numbers are made by
seed and belong to nobody: their serials are drawn, not checked.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from generator.pipeline import gather
from generator.privacy.walking import texts
from tests.sample_archive import model as bundles
from tests.sample_archive.compose import compose
from tests.sample_archive.pdf_bundle import pdf_bundle
from tests.sample_archive.text_bundle import text_bundle

SPELLINGS = {
    "hyphen": "{d}{m}{y}-{s}",
    "together": "{d}{m}{y}{s}",
    "space": "{d}{m}{y} {s}",
    "two spaces": "{d}{m}{y}  {s}",
    "spaces round the hyphen": "{d}{m}{y} - {s}",
    "space after the hyphen": "{d}{m}{y}- {s}",
    "en dash": "{d}{m}{y}–{s}",
    "spaces round an en dash": "{d}{m}{y} – {s}",
    "non-breaking hyphen": "{d}{m}{y}\u2011{s}",
    "non-breaking space": "{d}{m}{y}\u00a0{s}",
    "minus": "{d}{m}{y}\u2212{s}",
    "parted date": "{d} {m} {y}-{s}",
    "parted date, spaces": "{d} {m} {y} {s}",
    "dotted date": "{d}.{m}.{y}-{s}",
    "slashed date": "{d}/{m}/{y}-{s}",
    "underscore": "{d}{m}{y}_{s}",
    "slash": "{d}{m}{y}/{s}",
    "parted serial": "{d}{m}{y}-{s2}",
    "label": "cpr.nr.: {d}{m}{y} {s}",
    "label, no gap": "CPR{d}{m}{y}-{s}",
    "label, full year": "født {d}.{m}.19{y}-{s}",
    "label, dot": "CPR-nr. {d}{m}{y}.{s}",
    "label, boxes": "CPR: {boxes}",
    "in brackets": "({d}{m}{y}-{s})",
    "after a comma": "Holm,{d}{m}{y}-{s},Nordlunde",
    "behind a name": "Jean {d}{m}{y}-{s}",
    "case number": "Sagsnr. {d}{m}{y}-{s}",
    "zero width": "{d}{m}{y}\u200b-{s}",
    "soft hyphen": "{d}{m}{y}\u00ad{s}",
    "line break": "{d}{m}{y}\n{s}",
    "hyphen, line break": "{d}{m}{y}-\n{s}",
    "line break in the date": "{d}{m}\n{y}-{s}",
}
_SINGLE_BYTE = ("\u2011", "\u2212", "\u200b", "\u00ad")  # not in the core fonts of the PDFs we make
_FILLER = (
    "forvaltningen har set på sagen og finder at der er behov for en ny plan som kan træde i kraft efter sommeren når "
    "udvalget har drøftet den og de andre parter har haft lejlighed til at sige deres mening om tidsplanen"
)
_DAY = datetime.date(2025, 3, 4)
_PLACES = ("title", "section", "recommendation", "decision", "annex", "annex title", "cells", "one cell", "bullet")


@dataclass(frozen=True, slots=True)
class Planted:
    """A number that was put somewhere."""

    way: str
    spelling: str
    digits: str


class Planter:
    """Draws numbers and writes papers with them into `root`."""

    def __init__(self, root: Path, seed: int, *, control: bool = False) -> None:
        self.root = root
        self.control = control  # plant numbers whose day does not exist: they must come out
        self.random = random.Random(seed)
        self.planted: list[Planted] = []

    def number(self, way: str, spelling: str) -> str:
        """A new number, spelled."""
        day = datetime.date(1930, 1, 1) + datetime.timedelta(days=self.random.randrange(25_000))
        d, m, y, s = (
            f"{day.day + 60 * self.control:02d}",
            f"{day.month:02d}",
            f"{day.year % 100:02d}",
            f"{self.random.randrange(10_000):04d}",
        )
        century = "19" if "19{y}" in SPELLINGS[spelling] else ""
        self.planted.append(Planted(way, spelling, d + m + century + y + s))
        boxes = " ".join(f"{d}{m}{y}") + " - " + " ".join(s)
        return SPELLINGS[spelling].format(d=d, m=m, y=y, s=s, s2=f"{s[:2]} {s[2:]}", boxes=boxes)

    def sentence(self, number: str) -> str:
        """The number in the middle of words, so many that a line may end anywhere in it."""
        before, after = (" ".join(self.random.choices(_FILLER.split(), k=self.random.randrange(4, 24))) for _ in "ab")
        return f"{before.capitalize()} {number} {after}."

    def folder(self, body: str, front: str = "openness: åben") -> Path:
        """A new meeting that is declared open."""
        folder = self.root / body / _DAY.isoformat()
        folder.mkdir(parents=True)
        (folder.parent / "body.md").write_text(f"---\nname: {body}\norganisation: Nordlunde\n---\n", "utf8")
        (folder / "meeting.md").write_text(f"---\n{front}\n---\n", "utf8")
        return folder

    def bundle(self, form: str, at: int, spelling: str) -> None:
        """A bundle with the spelling at every place of it. A line break is put in where its mark stands."""
        broken = "\n" in SPELLINGS[spelling]
        marks: dict[str, str] = {}

        def number(place: str) -> str:
            spelled = self.number(f"{form}, {place}", spelling)
            if not broken:
                return spelled
            mark = f"Qz{'abcdefghijklmnop'[len(marks)]}q"
            marks[mark] = spelled
            return mark

        items = tuple(self._item(number, place, at) for at, place in enumerate(_PLACES, 3))
        options = {"previous": {"title": "Referat", "items": [{"heading": "Punkt 1: Plan", "text": "Godkendt."}]}}
        documents = compose(bundles.Meeting(body=form, day=_DAY, form=form, items=items, options=options))
        folder = self.folder(f"{form}-{at}")
        if form == "pdf":
            (folder / "bundle.pdf").write_bytes(pdf_bundle(documents, _DAY))
            return
        text = text_bundle(documents)
        for mark, spelled in marks.items():
            text = text.replace(mark, spelled)
        (folder / "bundle.txt").write_text(text, "utf8")

    def _item(self, number: Callable[[str], str], place: str, at: int) -> bundles.Item:
        def here(wanted: str, plain: str) -> str:
            return number(place) if wanted == place else plain

        told = {
            wanted: self.sentence(here(wanted, "ingen"))
            for wanted in ("section", "recommendation", "decision", "annex")
        }
        cell = here("one cell", "ingen")
        halves = self._halves(place, at)
        table = f"| Navn | Første | Anden |\n| Bo | {halves[0]} | {halves[1]} |\n| Ea | {cell} | nej |"
        bullets = f"* {self.sentence(here('bullet', 'ingen'))}\n* intet mere her"
        title = f"Plan {here('title', 'A')} for byen"
        data = {
            "head": ["Indstilling", "", "4. marts 2025 – 20 minutter"],
            "side": "side 1 af 2",
            "heading": title,
            "marker": "Åben",
            "recommend": [f"at {told['recommendation']}"],
            "sections": {"SAGSFREMSTILLING": told["section"], "ØKONOMI": "Ingen."},
            "signed": ["Socialt Sekretariat"],
        }
        annex_title = f"Notat {here('annex title', 'B')} om byen"
        annex = {"heading": annex_title, "text": f"{told['annex']}\n\n{table}\n\n{bullets}"}
        papers = (
            bundles.Paper(kind="indstilling", title=f"Indstilling - {title}", data=data),
            bundles.Paper(kind="notat", title=annex_title, data=annex),
        )
        return bundles.Item(number=at, title=title, minutes=20, papers=papers, decision=told["decision"])

    def _halves(self, place: str, at: int) -> tuple[str, str]:
        if place != "cells":
            return "ja", "nej"
        spelled = self.number("cells", "hyphen")
        first, _, second = spelled.partition("-")
        return (first, second) if at % 2 else (f"{first}-", second)

    def written(self, at: int, spelling: str) -> None:
        """Items that a clerk wrote, with HTML and Markdown around and inside the number."""
        folder = self.folder(f"skrevet-{at}")
        ways = {
            "text": ("", "{}\n"),
            "bold date": ("", "borger {} her\n"),
            "list": ("", "- en\n- {}\n"),
            "table": ("", "| a | b |\n|---|---|\n| Bo | {} |\n"),
            "heading": ("", "## {}\n\ntekst\n"),
            "link": ("", "[brev](https://x.example/{}/side)\n"),
            "title": ("title", "tekst\n"),
            "decision": ("decision", "tekst\n"),
            "recommendation": ("recommendations", "tekst\n"),
            "responsible": ("responsible", "tekst\n"),
            "annex title": ("annex", "tekst\n"),
        }
        for number, (way, (field, body)) in enumerate(ways.items(), 1):
            spelled = self.number(f"written, {way}", spelling)
            one_line = spelled.replace("\n", " ")
            said = {"title": f"Punkt {number}", field: f"Om {one_line} nu"}
            annex = f'attachments:\n  - title: "{said.pop("annex")}"\n' if "annex" in said else ""
            front = "".join(f'{name}: "{value}"\n' for name, value in said.items() if name) + annex
            shown = spelled if way in ("text", "bold date") else one_line.replace(" ", "%20" if way == "link" else " ")
            if way == "bold date" and spelled[:2].isdigit():
                shown = f"<b>{spelled[:4]}</b>{spelled[4:]}"
            (folder / f"item-{number}.md").write_text(f"---\n{front}---\n{body.format(shown)}", "utf8")

    def around(self, at: int, spelling: str) -> None:
        """Names of files, notes, and what is written once for all meetings."""
        one = {
            way: self.number(f"around, {way}", spelling).replace("\n", " ")
            for way in ("note", "place", "reason", "body")
        }
        front = f'openness: åben\nplace: "Lokale {one["place"]}"\nfollowups:\n  - item: 1\n    words: notat'
        front += f'\n    status: followed-up\n    reason: "Sendt {one["reason"]}"'
        folder = self.folder(f"om-{at}", front)
        with (folder / "meeting.md").open("a", encoding="utf8") as file:
            file.write(f"Kontakt {one['note']} i dag\n")
        (folder.parent / "body.md").write_text(f'---\nname: "Nævn {one["body"]}"\n---\n', "utf8")
        decision = "Udvalget beder forvaltningen sende et notat til næste møde."
        (folder / "item-1.md").write_text(f'---\ntitle: Plan\ndecision: "{decision}"\n---\ntekst\n', "utf8")
        name = SPELLINGS[spelling]
        if name.replace("{d}{m}{y}", "").replace("{s}", "") in ("-", "", "_"):
            spelled = self.number("around, name of a file", spelling)
            named = self.folder(f"fil-{at}")
            (named / f"brev_{spelled}.txt").write_text(" Referat\n\nPunkt 1: Plan\n\nGodkendt.\n", "utf8")

    def shared(self) -> None:
        """topics.yml and glossary.yml, an entry for each spelling."""
        topics, short = [], []
        for at, spelling in enumerate(SPELLINGS):
            spelled = self.number("topics.yml", spelling).replace("\n", " ")
            topics.append(f'- slug: emne-{at}\n  name: "Emne {spelled}"\n  words: [plan]\n')
            spelled = self.number("glossary.yml", spelling).replace("\n", " ")
            short.append(f'  - {{short: "AB{at}", long: "Alt {spelled}"}}\n')
        (self.root / "topics.yml").write_text("".join(topics), "utf8")
        (self.root / "glossary.yml").write_text("abbreviations:\n" + "".join(short), "utf8")


def plant(root: Path, seed: int, *, control: bool = False) -> list[Planted]:
    """Papers with numbers in `root`; what was planted."""
    planter = Planter(root, seed, control=control)
    for at, spelling in enumerate(SPELLINGS):
        planter.bundle("text", at, spelling)
        if "\n" not in SPELLINGS[spelling] and not any(letter in SPELLINGS[spelling] for letter in _SINGLE_BYTE):
            planter.bundle("pdf", at, spelling)
        planter.written(at, spelling)
        planter.around(at, spelling)
    planter.shared()
    return planter.planted


def measured(seed: int, *, control: bool = False) -> tuple[list[Planted], list[Planted]]:
    """What was planted, and what of it is public."""
    with tempfile.TemporaryDirectory() as folder:
        planted = plant(Path(folder), seed, control=control)
        public = public_digits(Path(folder))
    return planted, [one for one in planted if one.digits in public]


def public_digits(root: Path) -> str:
    """The digits of everything that would be published, thing by thing."""
    gathered = gather(root, as_of=datetime.date(2025, 7, 1), progress=lambda _: None)
    archive, joined = gathered.decided.archive, gathered.connections
    things: list[object] = [
        *archive.bodies,
        *joined.topics,
        *joined.abbreviations,
        *joined.followups,
        *gathered.synonyms,
    ]
    names: list[str] = []
    for meeting in archive.meetings:
        things.append(meeting)
        names += [source.file for source in meeting.sources]
        for item in meeting.items:
            things += [item, *item.attachments]
    lines = ["".join(filter(str.isdigit, "".join(_own(thing)))) for thing in things]
    lines += ["".join(filter(str.isdigit, name)) for name in names]
    return "\n".join(lines)


def _own(thing: object) -> Sequence[str]:
    return tuple(unquote(text) for text in texts(thing))


def _ways(planted: Sequence[Planted], out: Sequence[Planted]) -> Iterator[str]:
    total, missed = Counter(one.way for one in planted), Counter(one.way for one in out)
    for way, count in total.items():
        yield f"{way:28} {count - missed[way]:5} of {count}"


def main() -> None:
    """The command line: prints the recall, and ends with 1 where a number got out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=1)
    given = parser.parse_args()
    planted: list[Planted] = []
    out: list[Planted] = []
    for seed in range(given.seeds):
        here, public = measured(seed)
        planted += here
        out += public
    control, seen = measured(0, control=True)
    print("\n".join(_ways(planted, out)))
    for one in out:
        print(f"out: {one.way}, {one.spelling}")
    print(f"{len(planted) - len(out)} of {len(planted)} numbers kept, in {len(SPELLINGS)} spellings")
    print(f"control: of {len(control)} numbers without a date {len(seen)} are published, so the papers are read")
    sys.exit(1 if out else 0)


if __name__ == "__main__":
    main()
