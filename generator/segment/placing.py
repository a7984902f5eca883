"""Which item a paper belongs to, when its running footer has been cut away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from generator.clean.steps import clean
from generator.findings import Finding, Severity
from generator.segment import patterns
from generator.segment.documents import Document, DocumentKind
from generator.segment.entries import cut_entries
from generator.segment.proposals import read_head
from generator.segment.units import is_blank

_LIKE_ENOUGH = 85  # token-set likeness (0 to 100) of a paper's title and an item's


def item_titled(titles: Mapping[str, str], pattern: re.Pattern[str]) -> str | None:
    """The one item whose title says it; None when none or several do."""
    found = [item for item, title in titles.items() if pattern.search(title)]
    return found[0] if len(found) == 1 else None


def place_papers(documents: Sequence[Document], titles: Mapping[str, str], file: str) -> list[Finding]:
    """Give every proposal and annex its item and number. `titles` are the items known so far.

    In order of certainty: its own footer, its title, the indstilling's list of attachments, its position.
    A paper that none of them places keeps `item` None.
    """
    findings: list[Finding] = []
    papers = [d for d in documents if d.kind in (DocumentKind.PROPOSAL, DocumentKind.ANNEX)]
    for document in papers:
        if document.footer:
            document.item, document.number = document.footer
    for at, document in enumerate(papers):
        if document.item is None:
            document.item = _item_of_unfooted(titles, papers, at, file) or _item_by_position(
                documents, document, file, findings
            )
        if document.item and document.number is None:
            taken = [d.number for d in papers if d.item == document.item and d.number]
            earlier = [d.number for d in papers[:at] if d.item == document.item and d.number]
            start = int(re.sub(r"\D", "", earlier[-1])) + 1 if earlier else 1
            document.number = next(str(n) for n in range(start, start + 999) if str(n) not in taken)
    return findings


def _item_of_unfooted(titles: Mapping[str, str], papers: Sequence[Document], at: int, file: str) -> str | None:
    document = papers[at]
    words = [clean(line.text) for line in document.lines if not is_blank(line)]
    if document.kind is DocumentKind.PROPOSAL:
        like = _most_alike(titles, read_head(document.lines, file).title)
        # The papers of one item stand together, the indstilling first.
        return like or next((d.footer[0] for d in papers[at + 1 : at + 2] if d.footer), None)
    if any(patterns.COMMITTEE.search(line) for line in words[:8]):
        return item_titled(titles, re.compile(r"udvalg", re.IGNORECASE))
    like = _most_alike(titles, " ".join(words[:3]))
    before = next((d.item for d in reversed(papers[:at]) if d.item), None)
    after = next((d.item for d in papers[at + 1 :] if d.item), None)
    return like or (before if before is not None and before == after else None) or _listed(papers, at)


def _item_by_position(
    documents: Sequence[Document], document: Document, file: str, findings: list[Finding]
) -> str | None:
    """Papers follow their item's heading or indstilling: the nearest one before this paper names the item."""
    if any(patterns.COMMITTEE.search(words) for words in document.units[0].words(8)):
        return None  # a committee's agenda stands anywhere
    for before in reversed(documents[: documents.index(document)]):
        if before.kind is DocumentKind.AGENDA:
            _, entries = cut_entries(before.lines, file)
            return entries[-1].item if entries else None
        if before.item:
            findings.append(
                Finding(
                    code="placed-by-position",
                    severity=Severity.WARNING,
                    file=file,
                    place=f"line {document.lines[0].number}",
                    message=f"an annex has no footer; it was taken for item {before.item}, whose papers it follows",
                    remedy="look at the item's page; set the attachment right in meeting.md if it is another's",
                )
            )
            return before.item
    return None


def _most_alike(titles: Mapping[str, str], title: str) -> str | None:
    """The item whose title is like `title`, if exactly one is."""
    scores = {item: fuzz.token_set_ratio(title.lower(), known.lower()) for item, known in titles.items() if known}
    alike = sorted(scores, key=lambda item: -scores[item])
    enough = [item for item in alike if scores[item] >= _LIKE_ENOUGH and len(titles[item].split()) > 1]
    return enough[0] if len(enough) == 1 or (len(enough) > 1 and scores[enough[0]] > scores[enough[1]] + 5) else None


def _listed(papers: Sequence[Document], at: int) -> str | None:
    """The indstilling just before, if its list of attachments names this paper."""
    proposal = next((d for d in reversed(papers[:at]) if d.kind is DocumentKind.PROPOSAL), None)
    if proposal is None or proposal.item is None:
        return None
    head = " ".join(clean(line.text) for line in papers[at].lines if not is_blank(line))[:200].lower()
    listed = [m[1] for line in proposal.lines if (m := re.match(r"^Bilag \d+\s*[:.-]\s*(.{8,})$", clean(line.text)))]
    return proposal.item if any(fuzz.partial_ratio(name.lower(), head) >= _LIKE_ENOUGH for name in listed) else None
