"""The one earlier item that a title goes on with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from generator.links.catalogue import Catalogue
from generator.links.collecting import CaseNumbers
from generator.links.mentions import NamedTitle
from generator.links.titles import nearly_only, plain, same_title, same_titles, speaks_of, stems
from generator.openness import PublicItem

# Forslag fra SF om …   Beslutningsforslag fra …
_PROPOSAL = re.compile(
    r"^(?:beslutnings|byråds|medlems)?forslag(?:et)? (?:fra|af) .{1,80}? om (?P<of>.+)$", re.IGNORECASE
)
_ALTERED = 2  # words that titles which are the same "but for a letter or two" can differ in
_NAMED = 3  # telling words that must be shared


class Earlier:
    """The items that are about something, by their body and the telling words of their titles."""

    def __init__(self, catalogue: Catalogue, cases: CaseNumbers) -> None:
        self._catalogue = catalogue
        self._cases = cases
        self._oldest_first = catalogue.oldest_first
        self._days = [catalogue.date_of(item) for item in self._oldest_first]
        # of each body and telling word the items, by their place in the order of days
        self._by_stem: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, item in enumerate(self._oldest_first):
            if item not in cases.routine:
                body = catalogue.meeting_of(item).body
                for stem in catalogue.read[item].stems:
                    self._by_stem[body, stem].append(place)

    def item(self, item: PublicItem, named: NamedTitle) -> PublicItem | None:
        """The earlier item that is meant: within the case first, then by the title alone. None unless it is one."""
        if named.again:
            return self._again(item, named)
        in_case = self._in_case(item)
        of = plain(named.of)
        titled = [other for other in in_case if self._is_named(other, of, named, item, words=1)]
        if len(titled) == 1 or (named.series and titled):
            return self._catalogue.items[titled[-1]]
        if in_case:
            return self._catalogue.items[in_case[0]] if len(in_case) == 1 else None
        return self._by_title(item, of, named)

    def _by_title(self, item: PublicItem, of: str, named: NamedTitle) -> PublicItem | None:
        own = self._of_body(item, named, lists=max(_ALTERED + 1, len(named.stems) - _NAMED + 1))
        read = self._catalogue.read
        titles = [read[other].plain for other in own]
        series = same_titles(read[item.id].plain, titles) if named.series else []
        if series:
            return self._catalogue.items[own[series[-1]]]
        found = [
            other
            for other in own
            if nearly_only(named.stems, read[other].stems) or self._is_named(other, of, named, item, words=_NAMED)
        ]
        exact = [found[place] for place in same_titles(of, [read[other].plain for other in found])]
        one = _only(exact) or _only(found)
        return self._catalogue.items[one] if one else None

    def _again(self, item: PublicItem, named: NamedTitle) -> PublicItem | None:
        """The one item of the body with that title and papers of its own, unless the case numbers say otherwise."""
        own = self._of_body(item, named, lists=_ALTERED + 1)
        alike = same_titles(self._catalogue.read[item.id].plain, [self._catalogue.read[other].plain for other in own])
        one = _only([own[place] for place in alike if self._catalogue.items[own[place]].sections])
        found = self._catalogue.items[one] if one else None
        if found is None or (found.case_numbers and item.case_numbers and not self._cases.shared(found.id, item.id)):
            return None
        return found

    def _in_case(self, item: PublicItem) -> list[str]:
        """The items of earlier days of the same case, oldest first."""
        organisation, date = self._catalogue.organisation_of(item.id), self._catalogue.date_of(item.id)
        found = {
            other
            for number in self._cases.own(item.id)
            for other in self._cases.with_number(organisation, number)
            if self._catalogue.date_of(other) < date and other not in self._cases.routine
        }
        return sorted(found, key=self._catalogue.order)

    def _of_body(self, item: PublicItem, named: NamedTitle, *, lists: int) -> list[str]:
        """The body's items of earlier days with one of the rarest words that the title names, oldest first.

        The words that stand in most titles would bring half the archive: `lists` says how many of the rarest are
        enough, so that no item is missed that shares all but the most common ones.
        """
        body = self._catalogue.meeting_of(item.id).body
        earlier = bisect_left(self._days, self._catalogue.date_of(item.id))
        with_stem = sorted((self._by_stem.get((body, stem), []) for stem in named.stems), key=len)[:lists]
        found = {place for places in with_stem for place in places[: bisect_left(places, earlier)]}
        return [self._oldest_first[place] for place in sorted(found)]

    def _is_named(self, other: str, of: str, named: NamedTitle, item: PublicItem, *, words: int) -> bool:
        read = self._catalogue.read
        if named.proposal:
            match = _PROPOSAL.match(self._catalogue.items[other].title)
            return match is not None and (
                same_title(of, plain(match["of"])) or speaks_of(named.stems, stems(match["of"]), words=words)
            )
        if named.series and same_title(read[other].plain, read[item.id].plain):
            return True
        return same_title(of, read[other].plain) or speaks_of(named.stems, read[other].stems, words=words)


def _only(found: Sequence[str]) -> str | None:
    return found[0] if len(found) == 1 else None
