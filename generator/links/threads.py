"""Cases (*sagsforløb*): which items are one case, by number, by what papers say, and under which names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from generator import urls
from generator.connections import CaseThread, Link, LinkKind
from generator.links.catalogue import Catalogue
from generator.links.collecting import CaseNumbers
from generator.links.groups import Groups
from generator.links.mentions import Mention, NamedBefore
from generator.words import linking

_WORD = re.compile(r"\w+")
_ALL_PAIRS = 12  # items; a longer case is linked step by step


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two items that papers say are one case, and the Danish sentence that says why."""

    later: str
    earlier: str
    why: str
    rule: str
    former: str = ""  # the name the matter had, where that is what joins them


def join_cases(
    mentions: Iterable[Mention], links: Iterable[Link], catalogue: Catalogue, cases: CaseNumbers
) -> list[Joined]:
    """What joins items beside their number: a Sagsforløb, a former name, a title that takes the item up again."""
    joined = [
        Joined(later=link.source, earlier=link.target, why=link.evidence, rule=link.rule)
        for link in links
        if link.rule in ("case_step", "title_resumed")
        and link.target in catalogue.items
        and not {link.source, link.target} & cases.routine
    ]
    renamed = [(mention, mention.names.name) for mention in mentions if isinstance(mention.names, NamedBefore)]
    with_name = _with_names({name for _, name in renamed}, catalogue)
    joined += [found for said, name in renamed if (found := _renamed(said, name, with_name[name], catalogue, cases))]
    return joined


def _with_names(names: Set[str], catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    """For each former name the items whose title has it as whole words, oldest first."""
    found: dict[str, list[str]] = {name: [] for name in names}
    by_words: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(names):
        by_words[tuple(_WORD.findall(name.lower()))].append(name)
    lengths = sorted({len(words) for words in by_words})
    for item in catalogue.oldest_first if lengths else ():
        words = _WORD.findall(catalogue.read[item].plain)
        runs = {tuple(words[n : n + length]) for length in lengths for n in range(len(words) - length + 1)}
        for run in runs & by_words.keys():
            for name in by_words[run]:
                if re.search(rf"\b{re.escape(name)}\b", catalogue.read[item].title, re.IGNORECASE):
                    found[name].append(item)
    return found


def _renamed(
    mention: Mention, name: str, with_name: Sequence[str], catalogue: Catalogue, cases: CaseNumbers
) -> Joined | None:
    """The last earlier item whose title has the former name, where all that have it are of one case."""
    item, date = mention.item, catalogue.date_of(mention.item)
    found = [
        other
        for other in with_name
        if catalogue.date_of(other) < date
        and other not in cases.routine
        and catalogue.organisation_of(other) == catalogue.organisation_of(item)
    ]
    one_case = all(cases.shared(other, found[-1]) for other in found[:-1])
    if not found or not one_case:
        return None
    why = linking.renamed(catalogue.items[item].title, name)
    return Joined(later=item, earlier=found[-1], why=why, rule=mention.rule, former=name)


def make_threads(joined: Sequence[Joined], catalogue: Catalogue, cases: CaseNumbers) -> tuple[CaseThread, ...]:
    """The cases of at least two items, by their address. Items at one meeting alone make none."""
    groups = _groups(joined, catalogue, cases)
    by_later: defaultdict[str, list[Joined]] = defaultdict(list)
    for pair in joined:
        by_later[pair.later].append(pair)
    threads: dict[str, CaseThread] = {}
    for items in sorted(groups, key=lambda group: min(catalogue.order(item) for item in group)):
        thread = _thread(items, by_later, catalogue, cases)
        if thread:
            address = _free(thread.id, threads, catalogue.organisation_of(items[0]))
            threads[address] = CaseThread(
                id=address,
                case_numbers=thread.case_numbers,
                title=thread.title,
                items=thread.items,
                names=thread.names,
                merged_by=thread.merged_by,
            )
    return tuple(threads[address] for address in sorted(threads))


def _groups(joined: Sequence[Joined], catalogue: Catalogue, cases: CaseNumbers) -> list[list[str]]:
    groups = Groups(catalogue.items)
    for items in cases.items.values():
        for other in items[1:]:
            groups.join(items[0], other)
    for pair in joined:
        groups.join(pair.later, pair.earlier)
    return [group for group in groups.all() if len(group) > 1]


def _thread(
    items: Sequence[str], joined: Mapping[str, Sequence[Joined]], catalogue: Catalogue, cases: CaseNumbers
) -> CaseThread | None:
    newest = catalogue.newest_first(items)
    numbers = tuple(dict.fromkeys(number for item in reversed(newest) for number in cases.own(item)))
    if not numbers or len({catalogue.items[item].meeting for item in items}) < 2:
        return None
    names = tuple(dict.fromkeys(catalogue.read[item].title for item in newest))
    within = [pair for item in reversed(newest) for pair in joined.get(item, ())]
    why = {
        pair.former or pair.why: pair.why
        for pair in reversed(within)
        if pair.former or not cases.shared(pair.later, pair.earlier)
    }
    return CaseThread(
        id=urls.slug(numbers[0]),
        case_numbers=numbers,
        title=names[0],
        items=newest,
        names=names,
        merged_by=tuple(reversed(why.values())),
    )


def _free(address: str, taken: dict[str, CaseThread], organisation: str) -> str:
    """The address, with the organisation where another municipality's case has it already."""
    if address not in taken:
        return address
    longer = f"{address}-{urls.slug(organisation)}"
    return longer if longer not in taken else f"{longer}-{len(taken)}"


def same_case(
    threads: Iterable[CaseThread], joined: Sequence[Joined], catalogue: Catalogue, cases: CaseNumbers
) -> list[Link]:
    """A link between every two items of a case, later to earlier; in a long case to the one before only."""
    why = {(pair.later, pair.earlier): pair for pair in joined}
    links: list[Link] = []
    for thread in threads:
        newest = thread.items
        for n, later in enumerate(newest):
            earlier_ones = newest[n + 1 :] if len(newest) <= _ALL_PAIRS else newest[n + 1 : n + 2]
            for earlier in earlier_ones:
                evidence, rule = _evidence(later, earlier, thread, why, cases)
                links.append(Link(source=later, target=earlier, kind=LinkKind.SAME_CASE, evidence=evidence, rule=rule))
    return links


def _evidence(
    later: str, earlier: str, thread: CaseThread, why: dict[tuple[str, str], Joined], cases: CaseNumbers
) -> tuple[str, str]:
    number = cases.shared(later, earlier)
    if number:
        return linking.both_have(number), "own_case_number"
    pair = why.get((later, earlier))
    if pair:
        return pair.why, pair.rule
    return " ".join(thread.merged_by), "joined_cases"
