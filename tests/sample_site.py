"""The sample archive as a finished site, and the kinds of pages it has."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from click.testing import CliRunner

from generator import urls
from generator.cli import main
from tests.samples import ROOT

AS_OF = "2025-07-01"

# Pages that are another kind of page by what stands after their address.
SEARCHES = ("soeg/?q=skole", "soeg/?q=skole&saml=sag", "soeg/?q=qqqqqq", "byraadet/2025-01-29/punkt-2/?marker=skole")

_SHAPES = (
    (re.compile(r"\d{4}-\d\d-\d\d(-\d)?"), "møde"),
    (re.compile(r"\d{4}"), "år"),
    (re.compile(r"punkt-.+"), "punkt"),
    (re.compile(r"bilag-.+"), "bilag"),
    (re.compile(r"bogstav-.+"), "bogstav"),
)


def build(work: Path, content: Path = ROOT / "content") -> str:
    """Build the sample archive into `work`; what the command says."""
    result = CliRunner().invoke(
        main,
        ["build", "--project", str(ROOT), "--content", str(content), "--site", str(work / "site"),
         "--work", str(work / "work"), "--as-of", AS_OF],
    )  # fmt: skip
    return f"{result.exit_code}: {result.output}"


def kinds(site: Path) -> dict[str, str]:
    """Every kind of page (`organ/møde/punkt`) and the address of the one that has most in it."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for file in sorted(site.rglob("*.html")):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        found[_kind(address)].append((file.stat().st_size, address))
    return {kind: max(pages)[1] for kind, pages in found.items()}


def _kind(address: str) -> str:
    first, *rest = address.rstrip("/").split("/")
    own = first in urls.OWN_FOLDERS or "." in first or not first
    return "/".join((first if own else "organ", *(_shape(part) for part in rest)))


def _shape(part: str) -> str:
    return next((name for shape, name in _SHAPES if shape.fullmatch(part)), "en")
