"""The one earlier item that a title goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.links.catalogue import Catalogue
from generator.links.collecting import CaseNumbers
from generator.links.mentions import NamedTitle
from generator.links.titles import nearly_only, same_title, speaks_of, stems
from generator.openness import PublicItem

# Forslag fra SF om …   Beslutningsforslag fra …
_PROPOSAL = re.compile(
    r"^(?:beslutnings|byråds|medlems)?forslag(?:et)? (?:fra|af) .{1,80}? om (?P<of>.+)$", re.IGNORECASE
)


def earlier_items(item: PublicItem, named: NamedTitle, catalogue: Catalogue, cases: CaseNumbers) -> PublicItem | None:
    """The earlier item that is meant: within the case first, then by the title alone. None unless it is one."""
    before = _before(item, named, catalogue, cases)
    if named.again:
        return _again(item, [other for other in before if same_title(other.title, item.title)], catalogue, cases)
    in_case = [other for other in before if cases.shared(other.id, item.id)]
    titled = [other for other in in_case if _is_named(other, named, item, words=1)]
    if len(titled) == 1 or (named.series and titled):
        return titled[-1]
    if len(in_case) == 1:
        return in_case[0]
    if in_case:
        return None
    body = catalogue.meeting_of(item).body
    own = [other for other in before if catalogue.meeting_of(other).body == body]
    series = [other for other in own if same_title(other.title, item.title)] if named.series else []
    if series:
        return series[-1]
    found = [other for other in own if _is_named(other, named, item, words=3) or nearly_only(named.of, other.title)]
    exact = [other for other in found if _same(other, named)]
    return _only(exact) or _only(found)


def _again(
    item: PublicItem, titled: Sequence[PublicItem], catalogue: Catalogue, cases: CaseNumbers
) -> PublicItem | None:
    """The one item of the body with that title and papers of its own, unless the case numbers say otherwise."""
    body = catalogue.meeting_of(item).body
    found = _only([other for other in titled if catalogue.meeting_of(other).body == body and other.sections])
    if found is None or (found.case_numbers and item.case_numbers and not cases.shared(found.id, item.id)):
        return None
    return found


def _before(item: PublicItem, named: NamedTitle, catalogue: Catalogue, cases: CaseNumbers) -> list[PublicItem]:
    """Items of earlier days of the same organisation and case, or with a telling word of the title, oldest first."""
    organisation, date = catalogue.organisation_of(item.id), catalogue.date_of(item.id)
    ids = {other for number in cases.own(item.id) for other in cases.with_number(organisation, number)}
    ids |= {other for stem in stems(named.of) for other in catalogue.with_stem(stem)}
    return [
        catalogue.items[other]
        for other in sorted(ids, key=catalogue.order)
        if catalogue.date_of(other) < date
        and catalogue.organisation_of(other) == organisation
        and other not in cases.routine
    ]


def _is_named(other: PublicItem, named: NamedTitle, item: PublicItem, *, words: int) -> bool:
    if named.proposal:
        match = _PROPOSAL.match(other.title)
        return bool(match) and _alike(named.of, match["of"] if match else "", words)
    if named.series and same_title(other.title, item.title):
        return True
    return _alike(named.of, other.title, words)


def _alike(of: str, title: str, words: int) -> bool:
    return same_title(of, title) or speaks_of(of, title, words=words)


def _same(other: PublicItem, named: NamedTitle) -> bool:
    return same_title(other.title, named.of)


def _only(found: Sequence[PublicItem]) -> PublicItem | None:
    return found[0] if len(found) == 1 else None
