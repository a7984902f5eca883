"""The clerk's report: what was found, what is withheld and why. Never published, and holds no withheld word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from generator import write as tree
from generator.findings import Finding, Severity
from generator.openness import Withheld
from generator.reading import LineCount

_quoted = json.JSONEncoder(ensure_ascii=False).encode
_ORDER = {severity: n for n, severity in enumerate(Severity)}


def write(folder: Path, findings: Sequence[Finding], withheld: Sequence[Withheld], counts: Sequence[LineCount]) -> None:
    """`report.txt` for people and `report.json` for programs in `folder`."""
    tree.sync_tree(
        folder,
        {
            "report.txt": "\n".join(lines(findings, withheld, counts)) + "\n",
            "report.json": "".join(_json(findings, withheld, counts)),
        },
    )


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Errors first; otherwise by file and place."""
    return sorted(findings, key=lambda f: (_ORDER[f.severity], f.file, f.place, f.code, f.message))


def lines(findings: Sequence[Finding], withheld: Sequence[Withheld], counts: Sequence[LineCount]) -> Iterator[str]:
    """The report as text."""
    told = [finding for finding in in_order(findings) if not finding.code.startswith("withheld-")]
    yield f"{len(told)} finding(s)"
    yield from (f"  {finding}" for finding in told)
    yield f"{len(withheld)} not published"
    yield from (
        f"  {entry.kind} {entry.id}: {entry.reason}" for entry in sorted(withheld, key=lambda e: (e.id, e.kind))
    )
    yield f"{len(counts)} bundle(s) read"
    for count in counts:
        yield (
            f"  {count.file}: {count.lines} lines, {count.on_pages} on pages, {count.furniture} headings and footers,"
            f" {count.private} private, {count.unplaced} without a place"
        )


def _json(findings: Sequence[Finding], withheld: Sequence[Withheld], counts: Sequence[LineCount]) -> Iterator[str]:
    """The report as JSON to read: one row after the other, since Python's own writer takes its time over indents."""
    yield from _rows("findings", ({**_fields(one), "severity": one.severity.value} for one in in_order(findings)), "{")
    yield from _rows("withheld", ({"kind": one.kind, "id": one.id, "reason": one.reason} for one in withheld))
    yield from _rows("bundles", map(_fields, counts))
    yield "\n}\n"


def _rows(name: str, rows: Iterable[Mapping[str, object]], before: str = ",") -> Iterator[str]:
    written = ",\n".join(
        "  {\n" + ",\n".join(f"   {_quoted(key)}: {_quoted(value)}" for key, value in row.items()) + "\n  }"
        for row in rows
    )
    yield f"{before}\n {_quoted(name)}: " + (f"[\n{written}\n ]" if written else "[]")


def _fields(thing: Finding | LineCount) -> dict[str, object]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}
