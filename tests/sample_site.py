"""The sample archive as a finished site, and the kinds of pages it has."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html  # type: ignore[import-untyped]
from click.testing import CliRunner

from generator import urls
from generator.cli import main
from tests.samples import ROOT

AS_OF = "2025-07-01"

# Pages that are another kind of page by what stands after their address.
SEARCHES = ("soeg/?q=skole", "soeg/?q=skole&saml=sag", "soeg/?q=qqqqqq", "byraadet/2025-01-29/punkt-2/?marker=skole")

Markup = tuple[str, str, str]

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


def kinds(site: Path) -> list[str]:
    """Of every kind of page (`organ/møde/punkt`) the one that has most in it, and what it takes to have all markup."""
    found: dict[str, tuple[int, str, set[Markup]]] = {}
    pages = []
    for file in sorted(site.rglob("*.html")):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        page = (file.stat().st_size, address, _markup(file))
        found[_kind(address)] = max(page, found.get(_kind(address), page), key=lambda one: one[0])
        pages.append(page)
    chosen = [address for _, address, _ in found.values()]
    seen = {markup for _, _, own in found.values() for markup in own}
    for _, address, own in sorted(pages, key=lambda page: (-page[0], page[1])):
        if not own <= seen:
            chosen.append(address)
            seen |= own
    return chosen


def _markup(file: Path) -> set[Markup]:
    """The elements of a page: name, class and role."""
    elements = lxml.html.document_fromstring(file.read_bytes()).iter("*")
    return {(element.tag, element.get("class", ""), element.get("role", "")) for element in elements}


def _kind(address: str) -> str:
    first, *rest = address.rstrip("/").split("/")
    if first == urls.REGISTER.rstrip("/"):
        return address  # each state has a look of its own
    own = first in urls.OWN_FOLDERS or "." in first or not first
    return "/".join((first if own else "organ", *(_shape(part) for part in rest)))


def _shape(part: str) -> str:
    return next((name for shape, name in _SHAPES if shape.fullmatch(part)), "en")
