"""Finds papers that were attached before, by the likeness of their words."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.connections import Link, LinkKind
from generator.links.annexes import AnnexKind, kind_of
from generator.links.catalogue import Catalogue
from generator.openness import PublicItem
from generator.words import linking

_RUN = 5  # words that must stand in the same order
_LEAST_RUNS = 40  # a paper with fewer is too short to be known by its words
_SAMPLED = 4  # one run in so many is kept to find candidates
_IN_EARLIER = 0.85  # share of the paper's runs that the earlier paper must have …
_IN_LATER = 0.6  # … and the other way round: the earlier one may have had a covering page


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An item's own proposal or an attachment, with a sample of the runs of its words."""

    id: str
    title: str
    date: str
    meeting: str
    sample: frozenset[int]  # the same share of the runs in every paper
    attachment: bool


def re_attached(catalogue: Catalogue) -> Iterator[Link]:
    """A link from each attachment to the one earlier paper that it is, word for word or nearly so.

    Source: bundle 003, item 3, annex 4 is the paper of 2024-01-09/3; its recommendation differs by some words. Where
    the paper was attached several times, the link leads to the first: an item's own proposal before an attachment.
    """
    papers = sorted(_papers(catalogue), key=lambda paper: (paper.date, paper.attachment, paper.id))
    by_run: defaultdict[int, list[int]] = defaultdict(list)
    for index, paper in enumerate(papers):
        shared = Counter(earlier for run in paper.sample for earlier in by_run.get(run, ()))
        for run in paper.sample:
            by_run[run].append(index)
        if paper.attachment:
            likely = sorted(n for n, times in shared.items() if 2 * times >= len(paper.sample))
            first = next((papers[n] for n in likely if _is_same(paper, papers[n], catalogue)), None)
            if first:
                yield _link(paper, first)


def _is_same(paper: Paper, earlier: Paper, catalogue: Catalogue) -> bool:
    if earlier.date >= paper.date or earlier.meeting == paper.meeting:
        return False
    later_runs, earlier_runs = _runs(_text(paper.id, catalogue)), _runs(_text(earlier.id, catalogue))
    both = len(later_runs & earlier_runs)
    return both >= _IN_EARLIER * len(later_runs) and both >= _IN_LATER * len(earlier_runs)


def _link(paper: Paper, earlier: Paper) -> Link:
    return Link(
        source=paper.id,
        target=earlier.id,
        kind=LinkKind.RE_ATTACHED,
        evidence=linking.same_paper(earlier.title, earlier.date),
        rule=re_attached.__name__,
    )


def _papers(catalogue: Catalogue) -> Iterator[Paper]:
    for meeting in catalogue.archive.meetings:
        for item in meeting.items:
            found = [(item.id, item.title, False)]
            found += [(a.id, a.title, True) for a in item.attachments if kind_of(a) is AnnexKind.PAPER]
            for paper_id, title, attachment in found:
                runs = _runs(_text(paper_id, catalogue))
                if len(runs) >= _LEAST_RUNS:
                    yield Paper(
                        id=paper_id,
                        title=title,
                        date=meeting.date,
                        meeting=meeting.id,
                        sample=frozenset(run for run in runs if run % _SAMPLED == 0),
                        attachment=attachment,
                    )


def _text(paper_id: str, catalogue: Catalogue) -> str:
    attachment = catalogue.attachments.get(paper_id)
    return attachment.text if attachment else _own_text(catalogue.items[paper_id])


def _own_text(item: PublicItem) -> str:
    return "\n".join((*(r.text for r in item.recommendations), *(f"{s.heading}\n{s.text}" for s in item.sections)))


def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"[^\W_]+", text.lower())
    return frozenset(zlib.crc32(" ".join(words[n : n + _RUN]).encode("utf-8")) for n in range(len(words) - _RUN + 1))
