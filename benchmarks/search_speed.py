"""How large the search index is and how long one waits, at growing size, beside Pagefind and stock Material.

`python -m benchmarks.search_speed 400 2000 10000 --tools <folder with npm's pagefind> --write` measures all on the
same archives in the same call, prints one table and puts it into docs/search.md. `--only ours` (or `peers`) leaves
the others out.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import archives, engines
from benchmarks.browser import chromium, served
from benchmarks.engines import MATERIAL, OURS, PAGEFIND, Engine
from benchmarks.make_archive import archive
from benchmarks.timing import Wait, reader
from generator.openness import Archive
from generator.sink import Content, Manifest, Stamp, stamp_of
from tests.samples import ROOT

_SEED = 1
_PATIENCE = 20.0
_PATIENCE_OF_A_WHOLE_INDEX = 300.0
_SEARCHES = "search_speed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A site with its search: what it took to make, and what lies on the disk (as sent: compressed)."""

    engine: Engine
    site: Path
    total: int
    largest: int
    seconds: float | None
    memory: float | None  # MB, at most
    without: float | None = None  # MB of it that the archive itself took before


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One reader: a query with nothing cached, another one, and the first again."""

    usable: float  # seconds from the address to a field that can be typed in
    cold: Wait
    scripts: int
    fetched: int  # by the cold query, without scripts
    following: Wait
    again: Wait


# --- making the indexes -------------------------------------------------------------------------------


def indexes(items: int, made: Archive, work: Path, tools: Path | None, base: Path | None) -> Iterator[Index]:
    """Ours where there is a finished site (`base`), and with `tools` the others', of the same archive."""
    if base is not None:
        yield _ours(items, work / "ours", base)
    if tools is not None:
        plain = engines.plain_site(made, work / "plain")
        sizes = [engines.sent_size(plain / "search/search_index.json")]
        yield Index(engine=MATERIAL, site=plain, total=sum(sizes), largest=max(sizes), seconds=None, memory=None)
        cost = engines.pagefind(plain, tools)
        if cost:
            sizes = [engines.sent_size(path) for path in (plain / "pagefind").rglob("*") if path.is_file()]
            yield Index(engine=PAGEFIND, site=plain, total=sum(sizes), largest=max(sizes), **cost)


def _ours(items: int, site: Path, base: Path) -> Index:
    """The finished sample site with its index taken out and the large archive's put in."""
    from generator.search import FOLDER

    shutil.copytree(base, site)
    shutil.rmtree(site / FOLDER)
    command = [sys.executable, "-m", "benchmarks.search_speed", "--render", str(items), str(site)]
    told: Mapping[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    sizes = [engines.sent_size(path) for path in (site / FOLDER).rglob("*") if path.is_file()]
    return Index(engine=OURS, site=site, total=sum(sizes), largest=max(sizes), **told)


class _Folder:
    """A sink that writes into a site."""

    def __init__(self, site: Path) -> None:
        self._site = site

    def put(self, path: str, content: Content, stamp: Stamp | None = None) -> Stamp:
        """Write it."""
        file = self._site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return stamp or stamp_of(content)

    def adopt(self, path: str, file: Path, stamp: Stamp) -> None:
        """Take a file over."""
        self.put(path, file.read_bytes())

    def last(self, path: str, stamp: Stamp) -> None:
        """Nothing is left of an earlier build."""

    def keep(self, files: Manifest) -> bool:
        """Nothing is left of an earlier build."""
        return False


def render_into(items: int, site: Path) -> None:
    """Render our index of an archive into a site, and print what it cost: in a process of its own."""
    from generator.cache import Cache
    from generator.connections import Connections
    from generator.lookup import look_up
    from generator.search import deliver

    made = archive(items, seed=_SEED)
    without = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    with TemporaryDirectory() as temporary:
        cache = Cache(Path(temporary))
        deliver(look_up(made, Connections()), _Folder(site), cache=cache)
        cache.close()
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "without": without}))


# --- searching ----------------------------------------------------------------------------------------


def queries(made: Archive) -> list[tuple[str, str]]:
    """Pairs of a query and the next: two words of a title, a compound, its beginning, a typo in it, a case number."""
    rng = random.Random(_SEED)
    cases = [item for meeting in made.meetings for item in meeting.items if item.case_numbers]
    one, other = rng.sample(cases, 2)
    (word, place), (next_word, next_place) = (_about(item.title) for item in (one, other))
    return [
        (f"{word} {place}".lower(), f"{next_word} {next_place}".lower()),
        (word, next_word),
        (word[:6], next_word[:6]),
        (word[:4] + word[5:], next_word[:4] + next_word[5:]),
        (one.case_numbers[0], other.case_numbers[0]),
    ]


def _about(title: str) -> tuple[str, str]:
    found = re.search(r"(\S+) ved (\S+)$", title)
    assert found, title
    return found[1], found[2]


def search(browser: Any, index: Index, pairs: Sequence[tuple[str, str]]) -> list[Search]:
    """Ask on a slow phone; an index that is fetched whole is asked once, for it takes minutes."""
    whole = index.engine is MATERIAL
    done = []
    with served(index.site) as address:
        for query, following_query in pairs[:1] if whole else pairs:
            patience = _PATIENCE_OF_A_WHOLE_INDEX if whole else _PATIENCE
            with reader(browser, index.engine, address, patience=patience) as somebody:
                cold = somebody.type(query)
                scripts = somebody.script_bytes()
                fetched = somebody.index_bytes() - scripts
                following, again = somebody.type(following_query), somebody.type(query)
                _tell(index.engine.name, query, cold, fetched)
                done.append(
                    Search(
                        usable=somebody.usable,
                        cold=cold,
                        scripts=scripts,
                        fetched=fetched,
                        following=following,
                        again=again,
                    )
                )
    return done


def _tell(engine: str, query: str, cold: Wait, fetched: int) -> None:
    """Each cold query by itself, beside the table."""
    times = [f"{value:.2f} s" if value is not None else "–" for value in (cold.first, cold.after)]
    told = f"first hit {times[0]}, all {times[1]} after the last key, {_bytes(fetched)}"
    print(f"  {engine}, “{query}”: {told}", file=sys.stderr)


# --- the table ----------------------------------------------------------------------------------------

_COLUMNS = (
    "items | engine | index | largest file | built in | memory | field usable | first key → first hit | index fetched "
    "| scripts | next query | again, fetched | without hits"
)
_HEAD = f"| {_COLUMNS} |\n|---:|---{'|---:' * (_COLUMNS.count('|') - 1)}|"


def row(items: int, index: Index, done: Sequence[Search]) -> str:
    """A row; times are the median and, in brackets, the longest."""
    cells = (
        f"{items:,}",
        index.engine.name,
        _bytes(index.total),
        _bytes(index.largest),
        f"{index.seconds:.1f} s" if index.seconds is not None else "with the pages",
        _memory(index),
        _times([some.usable for some in done], 1),
        _times([some.cold.first for some in done], 1),
        f"{_bytes(median(some.fetched for some in done))} ({_bytes(max(some.fetched for some in done))})",
        _bytes(max(some.scripts for some in done)),
        _times([some.following.after for some in done], 1000),
        _times([some.again.after for some in done], 1000),
        f"{sum(some.cold.first is None for some in done)} of {len(done)}",
    )
    return f"| {' | '.join(cells)} |"


def _memory(index: Index) -> str:
    if index.memory is None:
        return "–"
    part = f" (archive {index.without:,.0f})" if index.without is not None else ""
    return f"{index.memory:,.0f} MB{part}"


def _bytes(count: float) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def _times(given: Sequence[float | None], scale: int) -> str:
    times = [value * scale for value in given if value is not None]
    if not times:
        return "–"
    unit, digits = ("s", 2) if scale == 1 else ("ms", 0)
    return f"{median(times):,.{digits}f} {unit} ({max(times):,.{digits}f})"


def machine(browser: Any) -> str:
    """Date and class of the machine: no names, no paths."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return f"{today}; {os.cpu_count()} cores {platform.machine()}, {memory:.0f} GB; Chromium {browser.version}"


def _load() -> str:
    """How busy the machine is."""
    return f"load {os.getloadavg()[0]:.1f}"


def write_into(document: Path, text: str) -> None:
    """Put the table between its marks in docs/search.md, or at its end."""
    begin, end = f"<!-- {_SEARCHES} -->", f"<!-- /{_SEARCHES} -->"
    old = document.read_text(encoding="utf-8") if document.exists() else "# Search\n"
    block = f"{begin}\n{text}\n{end}"
    marked = re.compile(rf"{begin}.*?{end}", re.DOTALL)
    new = marked.sub(lambda _: block, old) if marked.search(old) else f"{old.rstrip()}\n\n{block}\n"
    document.write_text(new, encoding="utf-8")


# --- the command line ---------------------------------------------------------------------------------


def main() -> None:
    """Measure every size, print and, if asked to, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int, nargs="*", default=[400, 2000, 10000])
    parser.add_argument("--tools", type=Path, default=Path(), help="folder with npm's node_modules/.bin/pagefind")
    parser.add_argument("--only", choices=("ours", "peers"))
    parser.add_argument("--write", action="store_true", help="put the table into docs/search.md")
    parser.add_argument("--render", nargs=2, metavar=("ITEMS", "SITE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.render:
        render_into(int(given.render[0]), Path(given.render[1]))
        return
    with TemporaryDirectory() as temporary, chromium() as browser:
        base = archives.build(ROOT / "content", Path(temporary) / "base") if given.only != "peers" else None
        tools = given.tools if given.only != "ours" else None
        lines = [f"{machine(browser)}; {_load()} at the start.", "", _HEAD]
        print("\n".join(lines), flush=True)
        for items in given.items:
            made = archive(items, seed=_SEED)
            work = Path(temporary) / str(items)
            for index in indexes(items, made, work, tools, base):
                lines.append(row(items, index, search(browser, index, queries(made))))
                print(lines[-1], flush=True)
            shutil.rmtree(work)
        lines += ["", f"At the end: {_load()}. Much more than the cores means that others were at work: measure again."]
        print("\n".join(lines[-2:]))
    if given.write:
        write_into(ROOT / "docs" / "search.md", "\n".join(lines))


if __name__ == "__main__":
    main()
