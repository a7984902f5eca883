"""How long builds take, what memory they need and how both grow, beside stock MkDocs and others: `make bench`.

`python -m benchmarks.bench 400 2000 10000` makes an archive of each size, builds it from nothing, builds it again
unchanged, lets a night go by (one meeting changed, one new, one item taken down) and builds once more; then the peers
build the same Markdown. One table is printed; `--write` puts it into docs/performance.md, `--results` keeps the raw
numbers as JSON, `--stages` prints where the time went, `--verify` compares the nightly site to a full build's.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import mean

from benchmarks.make_archive import one_night, write_folders
from benchmarks.measuring import Cost, machine, measured
from benchmarks.municipality import TEXT_ONLY, Mix, Plan
from benchmarks.peers import Peer, markdown_only, peers
from benchmarks.stages import watched

_PROJECT = Path(__file__).parent.parent
_AS_OF = datetime.date(2026, 6, 1)
_MARK = "bench"
_STOCK = "stock mkdocs build"
_READING = "decide"  # the stage that holds all reading, up to what may be shown
_Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A step at one size. `files` and `bytes` are those of what it made; None where it makes nothing."""

    items: int
    step: str
    seconds: float
    cpu: float | None = None
    memory: float | None = None  # MB
    files: int | None = None
    bytes: int | None = None


# --- our builds ---------------------------------------------------------------------------------------


def ours(items: int, planned: Plan, work: Path, *, stages: bool, verify: bool, tell: _Tell) -> Iterator[Row]:
    """A build from nothing, one with nothing changed, and one after a night, in `work`, where `content` is."""
    for step in ("cold", "unchanged", "nightly"):
        if step == "nightly":
            one_night(work / "content", planned)
        cost, took = _build(work / "content", work / "ours")
        if stages:
            tell("\n".join((f"  {step} build of {items:,} items:", *(f"    {line}" for line in took.lines))))
        files, size = extent(work / "ours" / "site")
        made = {"files": files, "bytes": size}
        yield Row(items=items, step=f"{step} build", seconds=cost.seconds, cpu=cost.cpu, memory=cost.memory, **made)
        yield Row(items=items, step=f"{step} build, reading of it", seconds=took.reading)
        if step == "cold":
            rest = cost.seconds - took.reading
            yield Row(items=items, step="full build, papers read", seconds=rest, memory=cost.memory, **made)
    if verify:
        _build(work / "content", work / "again")
        told = differences(work / "ours" / "site", work / "again" / "site")
        shutil.rmtree(work / "again")
        if told:
            raise SystemExit(f"the nightly site differs from a full build's: {', '.join(told[:5])} …")
        tell(f"  {items:,} items: the nightly site is a full build's, byte for byte")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Took:
    reading: float
    lines: tuple[str, ...]


def _build(content: Path, out: Path) -> tuple[Cost, _Took]:
    """Build in a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=".json") as told:
        command = [sys.executable, "-m", "benchmarks.bench", "--build", str(content), str(out), told.name]
        cost = measured(command, folder=_PROJECT)
        took = json.loads(Path(told.name).read_text(encoding="utf-8"))
    return cost, _Took(reading=took["reading"], lines=tuple(took["lines"]))


def build_and_tell(content: Path, out: Path, told: Path) -> None:
    """In the process of its own: build, and write what the stages took."""
    from generator import pipeline
    from generator.paths import Paths

    paths = Paths(project=_PROJECT, content=content, site=out / "site", work=out / "work")
    out.mkdir(parents=True, exist_ok=True)
    with watched() as watch:
        pipeline.build(paths, as_of=_AS_OF, quiet=True, progress=lambda _: None)
    told.write_text(json.dumps({"reading": watch.seconds(_READING), "lines": list(watch.told())}), encoding="utf-8")


def extent(folder: Path) -> tuple[int, int]:
    """How many files there are below a folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def differences(one: Path, other: Path) -> list[str]:
    """The files that are not the same in two folders."""
    trees = [{path.relative_to(root) for path in root.rglob("*") if path.is_file()} for root in (one, other)]
    unlike = trees[0] ^ trees[1]
    unlike |= {path for path in trees[0] & trees[1] if (one / path).read_bytes() != (other / path).read_bytes()}
    return sorted(map(str, unlike))


# --- the others ---------------------------------------------------------------------------------------


def theirs(items: int, work: Path, wanted: Sequence[Peer]) -> Iterator[Row]:
    """Each peer builds the Markdown of our last build."""
    docs = work / "markdown"
    markdown_only(work / "ours" / "work" / "docs", docs)
    for peer in wanted:
        folder = work / "peer"
        folder.mkdir()
        cost, site = peer.run(docs, folder, work / "ours" / "site")
        files, size = extent(site)
        shutil.rmtree(folder)
        yield Row(items=items, step=peer.name, files=files, bytes=size, **asdict(cost))


# --- the table ----------------------------------------------------------------------------------------

_COLUMNS = ("items", "step", "seconds", "of stock", "core seconds", "of stock", "memory", "files", "bytes")


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows, sizes together, then how seconds and memory grow over the sizes.

    Seconds of all cores are told too: they say more than seconds where others are at work on the machine.
    """
    stock = {row.items: row for row in rows if row.step == _STOCK}
    yield f"| {' | '.join(_COLUMNS)} |"
    yield f"|---:|---{'|---:' * (len(_COLUMNS) - 2)}|"
    for row in rows:
        beside = stock.get(row.items)
        cells = (
            f"{row.items:,}",
            row.step,
            f"{row.seconds:,.1f}",
            _ratio(row.seconds, beside.seconds if beside else None),
            "–" if row.cpu is None else f"{row.cpu:,.1f}",
            _ratio(row.cpu, beside.cpu if beside else None),
            "–" if row.memory is None else f"{row.memory:,.0f} MB",
            "–" if row.files is None else f"{row.files:,}",
            "–" if row.bytes is None else f"{row.bytes / 1e6:,.0f} MB",
        )
        yield f"| {' | '.join(cells)} |"
    if len({row.items for row in rows}) > 1:
        yield ""
        yield "Growth: the power of the number of items, fitted over all sizes and over the last two."
        yield ""
        yield "| step | seconds | last two | core seconds | memory |"
        yield "|---|---:|---:|---:|---:|"
        for step in dict.fromkeys(row.step for row in rows):
            yield _growth(step, sorted((row for row in rows if row.step == step), key=lambda row: row.items))


def _ratio(ours: float | None, theirs: float | None) -> str:
    return f"{ours / theirs:.2f}" if ours is not None and theirs else "–"


def _growth(step: str, rows: Sequence[Row]) -> str:
    times = [(row.items, row.seconds) for row in rows]
    cpu = [(row.items, row.cpu) for row in rows if row.cpu]
    memory = [(row.items, row.memory) for row in rows if row.memory]
    fits = (fitted(times), fitted(times[-2:]), fitted(cpu), fitted(memory))
    return f"| {step} | {' | '.join('–' if fit is None else f'{fit:.2f}' for fit in fits)} |"


def fitted(points: Sequence[tuple[float, float]]) -> float | None:
    """The exponent of y over x by least squares on the logarithms; None for fewer than two points."""
    if len(points) < 2:
        return None
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle_x, middle_y = mean(x for x, _ in logs), mean(y for _, y in logs)
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum((x - middle_x) ** 2 for x, _ in logs)


def write_into(document: Path, text: str) -> None:
    """Put the table between its marks in docs/performance.md, or at its end."""
    begin, end = f"<!-- {_MARK} -->", f"<!-- /{_MARK} -->"
    old = document.read_text(encoding="utf-8") if document.exists() else "# Performance\n"
    block = f"{begin}\n{text}\n{end}"
    marked = re.compile(rf"{begin}.*?{end}", re.DOTALL)
    new = marked.sub(lambda _: block, old) if marked.search(old) else f"{old.rstrip()}\n\n{block}\n"
    document.write_text(new, encoding="utf-8")


# --- the command line ---------------------------------------------------------------------------------


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int, nargs="*", default=[400, 2000, 10000])
    parser.add_argument("--work", type=Path, help="where to build (and leave nothing); else a temporary folder")
    parser.add_argument("--tools", type=Path, default=Path(), help="folder with npm's node_modules/.bin/pagefind")
    parser.add_argument(
        "--peers", default="", help="names, or their beginnings, separated by commas; else all, 'no' none"
    )
    parser.add_argument("--text-only", action="store_true", help="text bundles alone: no PDFs among the papers")
    parser.add_argument("--stages", action="store_true", help="print where the time went")
    parser.add_argument("--verify", action="store_true", help="compare the nightly site with a full build's")
    parser.add_argument("--results", type=Path, help="folder for the raw numbers")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--build", nargs=3, type=Path, metavar=("CONTENT", "OUT", "TOLD"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _wanted(names: str, tools: Path, tell: _Tell) -> list[Peer]:
    """The peers that are asked for and there; one that is not there is told."""
    chosen = [peer for peer in peers(tools) if not names or peer.name.startswith(tuple(names.split(",")))]
    for peer in chosen:
        if not peer.there(tools):
            tell(f"{peer.name}: not on this machine")
    return [peer for peer in chosen if peer.there(tools)]


def main() -> None:
    """Measure every size, print, and keep what was asked for."""
    given = _arguments()
    if given.build:
        build_and_tell(*given.build)
        return

    def tell(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    wanted = _wanted(given.peers, given.tools.resolve(), tell)
    rows: list[Row] = []
    started = os.getloadavg()[0]
    if given.work:
        given.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.work) as temporary:
        for items in given.items:
            work = Path(temporary) / str(items)
            mix = replace(TEXT_ONLY, shared=True, closed=0.05, taken_down=0.001) if given.text_only else Mix()
            planned = write_folders(work / "content", items, mix=mix, workers=os.cpu_count() or 1)
            for row in ours(items, planned, work, stages=given.stages, verify=given.verify, tell=tell):
                rows.append(row)
                tell(f"{items:>8,}  {row.step:32}{row.seconds:8.1f} s")
            for row in theirs(items, work, wanted):
                rows.append(row)
                tell(f"{items:>8,}  {row.step:32}{row.seconds:8.1f} s")
            shutil.rmtree(work)
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    load = f"load {started:.1f} at the start, {os.getloadavg()[0]:.1f} at the end"
    head = f"{today}; {machine()}; {load}."
    text = "\n".join((head, "", *table(rows)))
    print(text)
    if given.results:
        _keep(given.results, {"date": today, "machine": machine(), "load": load, "rows": [asdict(row) for row in rows]})
    if given.write:
        write_into(_PROJECT / "docs" / "performance.md", text)


def _keep(folder: Path, results: Mapping[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"bench-{results['date']}.json"
    (folder / name).write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
