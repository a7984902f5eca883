"""Finds papers that were attached before, by the likeness of their words.

Only papers whose sketches agree somewhere are compared word by word, so that it scales.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from generator.connections import Link, LinkKind
from generator.links.catalogue import Catalogue
from generator.links.sketches import Paper, runs, text_of
from generator.memory import Memory
from generator.openness import PublicAttachment, PublicItem
from generator.words import linking

_MOST = 32  # unlike papers with one number in their sketches that a later paper is compared with: it is a set phrase
_IN_EARLIER = 0.85  # share of the paper's runs that the earlier paper must have …
_IN_LATER = 0.6  # … and the other way round: the earlier one may have had a covering page


class _Dated(NamedTuple):
    """A paper in the order in which one can be the paper that a later one is."""

    date: str
    attachment: bool
    id: str
    meeting: str
    paper: Paper


def re_attached(catalogue: Catalogue, papers: Sequence[Sequence[Paper]], memory: Memory) -> list[Link]:
    """A link from each attachment to the one earlier paper that it is, word for word or nearly so.

    Source: bundle 003, item 3, annex 4 is the paper of 2024-01-09/3; its recommendation differs by some words. Where
    the paper was attached several times, the link leads to the first: an item's own proposal before an attachment.
    `papers` are those of each meeting, in the order of the archive.
    """
    ordered = sorted(
        _Dated(meeting.date, paper.attachment, paper.id, meeting.id, paper)
        for meeting, its in zip(catalogue.archive.meetings, papers, strict=True)
        for paper in its
    )
    alike = _alike(ordered)
    by_meeting: defaultdict[str, list[int]] = defaultdict(list)
    for later in alike:
        by_meeting[ordered[later].meeting].append(later)
    found: dict[int, int] = {}
    for laters in by_meeting.values():
        asked = [[ordered[n].paper for n in (later, *alike[later])] for later in laters]
        for later, place in zip(laters, _first_same(asked, catalogue, memory), strict=True):
            if place is not None:
                found[later] = alike[later][place]
    return [_link(ordered[later], ordered[found[later]], catalogue) for later in sorted(found)]


def _alike(ordered: Sequence[_Dated]) -> dict[int, list[int]]:
    """For each attachment the papers of earlier days that it may be, in order; a word for word copy is the last."""
    asked = {number for dated in ordered if dated.attachment for number in dated.paper.sketch}
    first_of: dict[bytes, int] = {}
    with_number: defaultdict[int, list[int]] = defaultdict(list)
    alike: dict[int, list[int]] = {}
    for place, dated in enumerate(ordered):
        paper, copied = dated.paper, first_of.get(dated.paper.words)
        if dated.attachment:
            near = {n for number in paper.sketch for n in with_number.get(number, ())}
            last = place if copied is None else copied
            found = sorted(n for n in near if n <= last and ordered[n].date < dated.date)
            if found:
                alike[place] = found
        if copied is None:
            first_of[paper.words] = place
            for number in paper.sketch:
                if number in asked and len(with_number[number]) < _MOST:
                    with_number[number].append(place)
    return alike


def _first_same(asked: Sequence[Sequence[Paper]], catalogue: Catalogue, memory: Memory) -> tuple[int | None, ...]:
    """For each paper which of those after it, counted from 0, is the first that is the same; None where none is."""
    return memory.once(
        "papers",
        lambda: tuple(
            next((n for n, earlier in enumerate(papers[1:]) if _is_same(papers[0], earlier, catalogue)), None)
            for papers in asked
        ),
        *(str(len(papers)) for papers in asked),
        *(paper.words for papers in asked for paper in papers),
    )


def _is_same(paper: Paper, earlier: Paper, catalogue: Catalogue) -> bool:
    if paper.words == earlier.words:
        return True
    later_runs, earlier_runs = (runs(text_of(_thing(one.id, one.attachment, catalogue))) for one in (paper, earlier))
    both = len(later_runs & earlier_runs)
    return both >= _IN_EARLIER * len(later_runs) and both >= _IN_LATER * len(earlier_runs)


def _thing(paper_id: str, attachment: bool, catalogue: Catalogue) -> PublicItem | PublicAttachment:
    return catalogue.attachment(paper_id) if attachment else catalogue.items[paper_id]


def _link(paper: _Dated, earlier: _Dated, catalogue: Catalogue) -> Link:
    return Link(
        source=paper.id,
        target=earlier.id,
        kind=LinkKind.RE_ATTACHED,
        evidence=linking.same_paper(_thing(earlier.id, earlier.attachment, catalogue).title, earlier.date),
        rule=re_attached.__name__,
    )
