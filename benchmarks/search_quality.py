"""How well the search finds what people look for: the queries of search_queries.tsv, asked in a browser.

`python -m benchmarks.search_quality` builds the archives and asks ours; `--engine all` asks the others too,
`--site nordlunde=<folder>` takes a site that is built. Exits with 1 where ours misses a threshold.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import archives, engines
from benchmarks.asking import ask, open_page, rank
from benchmarks.browser import chromium, served
from benchmarks.engines import MATERIAL, OURS, PAGEFIND, Engine
from generator import urls
from generator.pipeline import decide

QUERIES = Path(__file__).parent / "search_queries.tsv"
FRESH = Path(__file__).parent / "search_queries_fresh.tsv"
_DEEP = 10
_LEAST_MRR, _LEAST_OF_A_KIND = 0.85, 0.7
_COMPLETE = frozenset(("exact", "case-number", "folding", "inflection"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody types, and the addresses of the pages that answer it."""

    text: str
    expected: tuple[str, ...]
    archive: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where the first right page stood (None: not among the first ten), and what stood first."""

    query: Query
    place: int | None
    first: str

    @property
    def score(self) -> float:
        """Reciprocal rank."""
        return 1 / self.place if self.place else 0.0


def read_queries(archive: str | None = None, *, file: Path = QUERIES) -> list[Query]:
    """The queries, or those over one archive."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Query(
            text=row["query"],
            expected=tuple(_address(thing) for thing in row["expected"].split("|")),
            archive=row["archive"],
            kind=row["kind"],
        )
        for row in rows
        if archive in (None, row["archive"])
    ]


def _address(thing: str) -> str:
    return urls.attachment(thing) if thing.rpartition("/")[2].startswith("bilag-") else urls.item(thing)


def answers(browser: Any, engine: Engine, site: Path, queries: Sequence[Query]) -> list[Answer]:
    """Ask every query on the engine's own page."""
    found = []
    with served(site) as address:
        page, traffic = open_page(browser, engine, address)
        for query in queries:
            hits = ask(page, traffic, engine, query.text)[:_DEEP]
            found.append(Answer(query=query, place=rank(hits, query.expected), first=hits[0] if hits else "nothing"))
        page.context.close()
    return found


# --- what is made of it -------------------------------------------------------------------------------


def mrr(found: Sequence[Answer]) -> float:
    """Mean reciprocal rank among the first ten."""
    return sum(answer.score for answer in found) / len(found)


def success(found: Sequence[Answer]) -> float:
    """The share of queries whose page is among the first ten."""
    return sum(answer.place is not None for answer in found) / len(found)


def by_kind(found: Sequence[Answer]) -> dict[str, list[Answer]]:
    """The answers of each kind, in the order of the file."""
    kinds = dict.fromkeys(answer.query.kind for answer in found)
    return {kind: [answer for answer in found if answer.query.kind == kind] for kind in kinds}


def shortcomings(found: Sequence[Answer]) -> list[str]:
    """The thresholds that are missed."""
    missed = [] if mrr(found) >= _LEAST_MRR else [f"MRR@10 is {mrr(found):.3f}, under {_LEAST_MRR}"]
    for kind, some in by_kind(found).items():
        if mrr(some) < _LEAST_OF_A_KIND:
            missed.append(f"{kind}: MRR@10 is {mrr(some):.3f}, under {_LEAST_OF_A_KIND}")
        if kind in _COMPLETE and success(some) < 1:
            missed.append(f"{kind}: {', '.join(a.query.text for a in some if a.place is None)} not among the first ten")
    return missed


def lines(engine: str, found: Sequence[Answer]) -> list[str]:
    """The table of an engine as Markdown, then each query whose page did not come first."""
    rows = [f"| {engine} | queries | MRR@10 | success@10 |", "|---|---:|---:|---:|"]
    for kind, some in (*by_kind(found).items(), ("**all**", list(found))):
        rows.append(f"| {kind} | {len(some)} | {mrr(some):.2f} | {success(some):.2f} |")
    rows.append("")
    for answer in found:
        if answer.place != 1:
            where = f"place {answer.place}" if answer.place else "missed"
            rows.append(f"- {answer.query.kind}: “{answer.query.text}” {where}; first is {answer.first}")
    return rows


# --- the command line ---------------------------------------------------------------------------------


def main() -> None:
    """Ask, tell, and exit with 1 where ours is not good enough."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=("ours", "all", "peers"), default="ours")
    parser.add_argument("--site", action="append", default=[], help="<archive>=<folder>, for ours")
    parser.add_argument("--fresh", action="store_true", help="ask search_queries_fresh.tsv instead")
    parser.add_argument("--archive", choices=archives.NAMES, action="append")
    parser.add_argument("--tools", type=Path, default=Path(), help="folder with npm's node_modules/.bin/pagefind")
    given = parser.parse_args()
    ready = {name: Path(folder) for name, _, folder in (entry.partition("=") for entry in given.site)}
    found: dict[str, list[Answer]] = {}
    asked = FRESH if given.fresh else QUERIES
    with TemporaryDirectory() as temporary, chromium() as browser:
        for name in given.archive or archives.NAMES:
            for engine, site in _sites(name, given.engine, ready, Path(temporary) / name, given.tools):
                found.setdefault(engine.name, []).extend(answers(browser, engine, site, read_queries(name, file=asked)))
    for engine_name, some in found.items():
        print("\n".join(lines(engine_name, some)), end="\n\n")
    missed = shortcomings(found[OURS.name]) if OURS.name in found else []
    print("\n".join(missed))
    sys.exit(1 if missed else 0)


def _sites(name: str, which: str, ready: dict[str, Path], work: Path, tools: Path) -> list[tuple[Engine, Path]]:
    papers = archives.content(name, work)
    if papers is None:
        print(f"the papers of {name} are not on this machine", file=sys.stderr)
        return []
    found = [(OURS, ready.get(name) or archives.build(papers, work))] if which != "peers" else []
    if which != "ours":
        plain = engines.plain_site(decide(papers).archive, work / "plain")
        found.append((MATERIAL, plain))
        if engines.pagefind(plain, tools):
            found.append((PAGEFIND, plain))
    return found


if __name__ == "__main__":
    main()
