"""The clerk's report: what was found, what is withheld and why. Never published, and holds no withheld word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from generator import write as tree
from generator.findings import Finding, Severity
from generator.openness import Withheld
from generator.reading import LineCount

_ORDER = {severity: n for n, severity in enumerate(Severity)}


def write(folder: Path, findings: Sequence[Finding], withheld: Sequence[Withheld], counts: Sequence[LineCount]) -> None:
    """`report.txt` for people and `report.json` for programs in `folder`."""
    tree.sync_tree(
        folder,
        {
            "report.txt": "\n".join(lines(findings, withheld, counts)) + "\n",
            "report.json": json.dumps(_data(findings, withheld, counts), ensure_ascii=False, indent=1) + "\n",
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


def _data(findings: Sequence[Finding], withheld: Sequence[Withheld], counts: Sequence[LineCount]) -> dict[str, object]:
    return {
        "findings": [{**asdict(finding), "severity": finding.severity.value} for finding in in_order(findings)],
        "withheld": [{"kind": entry.kind, "id": entry.id, "reason": entry.reason} for entry in withheld],
        "bundles": [asdict(count) for count in counts],
    }
