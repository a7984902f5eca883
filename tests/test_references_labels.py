"""References and links of the real papers against the labels made by hand before any rule was tuned.

Run with `-s` to see precision and recall of each kind. A group of labels that say the same counts once.
"""

from __future__ import annotations

import sys
from collections import defaultdict

import pytest

from generator.links import LinkResult, connect
from generator.links.bodies import Bodies
from generator.links.catalogue import owner
from generator.links.find import find
from generator.links.mentions import (
    Mention,
    NamedBefore,
    NamedCase,
    NamedItem,
    NamedMeeting,
    NamedMinutes,
    NamedStep,
    NamedTitle,
)
from generator.openness import Archive
from tests.real_archive import labels, real_archive

Row = dict[str, str]

# Kinds that the rules read. Not read, and so not measured: "next meeting", "bilag 1", "the status before this one".
READ = (
    *("case-number", "meeting-date", "meeting-item", "item-number", "minutes-attached", "sagsforloeb"),
    *("title-follow-up", "title-status", "title-answer", "re-attached", "renamed"),
)
TITLES = {"title-follow-up": "title_follow_up", "title-status": "title_status", "title-answer": "title_answer"}
# What speaks in another meeting's name: the attached minutes, and a committee's agenda.
OTHERS = ("previous", "other-agenda")
LEAST_PRECISION, LEAST_RECALL = 0.98, 0.85


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The real papers; the tests skip where they are not."""
    return real_archive()


@pytest.fixture(scope="module")
def result(archive: Archive) -> LinkResult:
    """What is found in them."""
    return connect(archive)


@pytest.fixture(scope="module")
def mentions(archive: Archive) -> list[Mention]:
    """What the rules read, looked up or not, in the meetings that have labels."""
    labelled = {row["meeting"] for row in labels("references.tsv")}
    bodies = Bodies(archive.bodies)
    return [mention for meeting in archive.meetings if meeting.id in labelled for mention in find(meeting, bodies)]


def tell(*lines: str) -> None:
    """Show the measured numbers (`pytest -s`)."""
    sys.stdout.write("\n" + "\n".join(lines) + "\n")


def item_of(row: Row) -> str:
    """The archive's id of the item that a label stands in."""
    return f"{row['meeting']}/{row['item'].split('/')[0]}"


def names(mention: Mention, row: Row) -> bool:
    """Whether the mention stands in the label's item and names what the label says."""
    if mention.item != item_of(row):
        return False
    target = row["target"]
    match mention.names:
        case NamedMeeting(day=day):
            return f"/{day}" in target
        case NamedStep(day=day, number=number):
            return f"/{day}/{number}" in target or (row["kind"] == "meeting-date" and f"/{day}" in target)
        case NamedCase(number=number):
            return target == number
        case NamedItem(number=number):
            return row["kind"] == "item-number" and target.endswith(f"/{number}")
        case NamedMinutes(meeting=meeting, day=day):
            return row["kind"] == "minutes-attached" and (meeting == target or f"/{day}" in target or "?" in target)
        case NamedTitle():
            return TITLES.get(row["kind"]) == mention.rule
        case NamedBefore(name=name):
            return row["kind"] == "renamed" and name in target
    return False


def groups(rows: list[Row]) -> list[list[Row]]:
    """The labels, those that say the same together."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["group"] or f"{row['source']}:{row['place']}:{row['words']}"].append(row)
    return list(found.values())


def own_rows() -> list[Row]:
    """The labels of references that a meeting's own papers make."""
    return [
        row
        for row in labels("references.tsv")
        if row["kind"] in READ
        and row["reason"] != "never"
        and (row["where"] not in OTHERS or row["kind"] == "minutes-attached")
    ]


def is_found(row: Row, mentions: list[Mention], result: LinkResult) -> bool:
    """Whether a label's reference was read."""
    if row["kind"] == "re-attached":
        return any(link.kind.value == "re-attached" and owner(link.source) == item_of(row) for link in result.links)
    return any(names(mention, row) for mention in mentions)


def expected_links() -> set[tuple[frozenset[str], str]]:
    """The links a careful reader makes: both ends (an annex counted for its item), and the kind."""
    rows = [row for row in labels("references.tsv") if row["link"] == "yes"]
    return {(frozenset((item_of(row), row["link_to"])), row["link_kind"]) for row in rows}


def found_links(result: LinkResult) -> set[tuple[frozenset[str], str]]:
    """The same of the links that start in a labelled meeting."""
    labelled = {row["meeting"] for row in labels("references.tsv")}
    return {
        (frozenset((owner(link.source), owner(link.target))), link.kind.value)
        for link in result.links
        if owner(link.source).rpartition("/")[0] in labelled
    }


def test_links_are_those_a_reader_makes(result: LinkResult) -> None:
    """Precision of links at least 0.98, recall at least 0.85, each with the kind that the label names."""
    wanted, found = expected_links(), found_links(result)
    precision, recall = len(wanted & found) / len(found), len(wanted & found) / len(wanted)
    told = [f"links: {len(found)} found, {len(wanted)} labelled, precision {precision:.3f}, recall {recall:.3f}"]
    for kind in sorted({kind for _, kind in wanted | found}):
        right, all_wanted, all_found = (sum(k == kind for _, k in some) for some in (wanted & found, wanted, found))
        told.append(f"  {kind:12s} {right} right of {all_found} found, {all_wanted} labelled")
    tell(*told)
    assert precision >= LEAST_PRECISION, found - wanted
    assert recall >= LEAST_RECALL, wanted - found


def test_references_of_every_kind_are_read(mentions: list[Mention], result: LinkResult) -> None:
    """Recall at least 0.85 of the references that a meeting's own papers make, and for no kind below 0.6."""
    by_kind: defaultdict[str, list[bool]] = defaultdict(list)
    missed = []
    for group in groups(own_rows()):
        hit = any(is_found(row, mentions, result) for row in group)
        by_kind[group[0]["kind"]].append(hit)
        missed += [] if hit else ["  missed: " + " ".join(group[0][key] for key in ("source", "place", "kind"))]
    every = [hit for hits in by_kind.values() for hit in hits]
    kinds = [f"  {kind:16s} {sum(hits)}/{len(hits)}" for kind, hits in by_kind.items()]
    tell(f"references: recall {sum(every)}/{len(every)}", *kinds, *missed)
    assert sum(every) / len(every) >= LEAST_RECALL
    assert all(sum(hits) >= 0.6 * len(hits) for hits in by_kind.values())


def test_what_is_read_is_a_reference(mentions: list[Mention]) -> None:
    """Precision at least 0.98: what the rules read is labelled as a reference, and never as a trap."""
    rows = [row for row in labels("references.tsv") if row["kind"] not in ("trap", "own-date")]
    own = [row for row in labels("references.tsv") if row["kind"] == "own-date"]
    read = [
        mention
        for mention in mentions
        if mention.rule not in ("title_again",) and not any(names(mention, row) for row in own)
    ]
    wrong = [mention for mention in read if not any(names(mention, row) for row in rows)]
    precision = 1 - len(wrong) / len(read)
    places = [f"  not labelled: {mention.source} {mention.rule}" for mention in wrong]
    tell(f"references: {len(read)} read, precision {precision:.3f}", *places)
    assert precision >= LEAST_PRECISION


def test_what_is_told_as_missing_is_labelled_so(result: LinkResult) -> None:
    """ "Mødet … findes ikke i arkivet" stands only where a reader says that the archive does not hold it."""
    rows = [row for row in labels("references.tsv") if row["reason"] == "not-held" and row["link"] == "no"]
    held = {item_of(row) for row in rows}
    labelled = {row["meeting"] for row in labels("references.tsv")}
    told = [ref for ref in result.references if ref.missing and owner(ref.source).rsplit("/", 1)[0] in labelled]
    assert told
    assert not [ref for ref in told if owner(ref.source) not in held]


def test_the_day_of_the_theme_discussion_is_told_as_missing(result: LinkResult) -> None:
    """Bundle 001 names 23 October without a year; the archive holds no such meeting and says so (issue 3)."""
    told = {ref.missing for ref in result.references if ref.source == "msb-raadmandsmoede/2024-01-23/3"}
    assert told == {"Mødet 23. oktober 2023 findes ikke i arkivet"}


def test_the_closed_agendas_item_is_never_linked(result: LinkResult) -> None:
    """Item 5 of 2025-01-14 names an item of the closed agenda; nothing is linked, and nothing says closed."""
    item = "msb-raadmandsmoede/2025-01-14/5"
    assert not [link for link in result.links if item in (owner(link.source), owner(link.target))]
    assert not [ref for ref in result.references if ref.source == item]


def test_another_bodys_item_is_never_taken_for_this_meetings(result: LinkResult) -> None:
    """ "Punkt 7 tages ud" at 2024-06-04/6 is the committee's item 7, not "Bordet rundt"."""
    assert not [link for link in result.links if link.target == "msb-raadmandsmoede/2024-06-04/7"]


def test_the_case_that_was_renamed_is_one_thread(result: LinkResult) -> None:
    """efterværn → ungestøtte: one case, newest first, with both names and the words that say so."""
    (thread,) = [t for t in result.threads if "EMN-2023-011201" in t.case_numbers]
    assert thread.items == ("msb-raadmandsmoede/2024-06-04/3", "msb-raadmandsmoede/2024-01-09/3")
    assert thread.id == "emn-2023-011201"
    assert len(thread.names) == 2
    assert "tidligere hed »efterværn«" in thread.merged_by[0]


def test_nothing_else_of_the_samples_is_a_case(result: LinkResult) -> None:
    """Every other number stands on one item, or belongs to an attached agenda."""
    assert len(result.threads) == 1
