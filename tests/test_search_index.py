"""The search index: what becomes a term, what a word weighs, how the files are cut, and what is not in them."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.field_ref import FieldRef
from lunr.idf import idf
from snowballstemmer.danish_stemmer import DanishStemmer

from generator.connections import Abbreviation
from generator.danish import stem
from generator.lookup import look_up
from generator.openness import PublicItem
from generator.search import cutting, shards, slots
from generator.search.analysis import STOPPED, fold, term, tokens
from generator.search.compounds import parts
from generator.search.documents import WEIGHTS, Document, documents, sittings
from generator.search.meeting_terms import meeting_terms, steps
from generator.search.merging import SegmentTerms
from generator.search.synonyms import synonyms
from generator.search.vocabulary import Vocabulary
from generator.search.weights import (
    AVERAGES,
    LEVELS,
    PART,
    PART_WEIGHTS,
    TITLE_PART,
    indexed,
    lunr_builder,
    rarity,
    signs,
)
from tests.factories import (
    demo_archive,
    demo_connections,
    make_archive,
    make_decision,
    make_item,
    make_meeting,
)
from tests.rendered import index_of

FOLDER = "soeg/index"


def unpacked(content: str | bytes) -> Any:
    """A packed file of the index."""
    assert isinstance(content, bytes)
    return json.loads(gzip.decompress(content))


def read(files: dict[str, str | bytes], name: str) -> Any:
    """A packed file of the index by its name."""
    return unpacked(files[f"{FOLDER}/{name}.pak"])


def keys_of(files: dict[str, str | bytes], name: str, segment: str = "0") -> list[str]:
    """The first keys of the files of one kind, as the browser is told of them."""
    told = next(told for told in read(files, "start")["segments"] if told["name"] == segment)
    keys: list[str] = told["ord"] if name == "ord" else read(files, f"noegler/{segment}")[name]
    return keys


def entries(files: dict[str, str | bytes], name: str, segment: str = "0") -> dict[str, Any]:
    """All the entries of the files of one kind in a segment, in order."""
    starts = keys_of(files, name, segment)
    shards_ = [read(files, f"{name}/{segment}-{cutting.name_of(start)}") for start in starts]
    return {key: value for shard in shards_ for key, value in shard.items()}


def numbered(written: str) -> list[tuple[int, int]]:
    """Documents as meeting and number in it: "3.0.5,1.2" → (3, 0), (3, 5), (4, 2)."""
    meeting, found = 0, []
    for part in written.split(",") if written else ():
        step, *documents = map(int, part.split("."))
        meeting += step
        found += [(meeting, document) for document in documents]
    return found


def in_slots(held: str) -> list[int]:
    """The slots of a meeting's documents in order, as the browser is told of them."""
    counts = [int(many or one) for many, one in re.findall(r"\((\d+)\)|(\d)", held)]
    return [place + slots.STRIDE * nth for place, count in enumerate(counts) for nth in range(count)]


def found(files: dict[str, str | bytes], word: str) -> list[str]:
    """The titles of the documents that a word finds, best first, in an archive of one segment and one meeting."""
    documents, weights, _ = entries(files, "ord").get(term(fold(word)), ["", "", ""])
    cards = [
        card for path, content in files.items() if path.startswith(f"{FOLDER}/kort/") for card in unpacked(content)
    ]
    standing = in_slots(read(files, "start")["segments"][0]["documents"])
    ranked = sorted(zip(weights, numbered(documents), strict=True), key=lambda pair: -LEVELS.index(pair[0]))
    return [cards[standing.index(slot)][2] for _, (_, slot) in ranked]


# --- terms ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dagsorden", "dagsordenen"), ("rådmand", "rådmændene"), ("barn", "plejebørn"[5:]), ("ældre", "aeldre"),
        ("Ærø", "aeroe"), ("Århus", "Aarhus"), ("café", "cafe"), ("hjemløs", "hjemløshed"), ("miljø", "miljøet"),
        ("by", "byerne"), ("cykelsti", "cykelstier"), ("sundhedscenter", "sundhedscentret"), ("regel", "reglerne"),
        ("arbejdsløs", "arbejdsløst"), ("genbrugsplads", "genbrugspladsen"), ("børne\u00adhave", "børnehaver"),
    ],
)  # fmt: skip
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    """Inflections, also those that Snowball misses, and ways of writing give one term."""
    assert term(fold(one)) == term(fold(other))


@pytest.mark.parametrize("word", ["østergaard", "ærø", "wxyz", "quiz", "011201", "a4"])
def test_no_letter_or_digit_is_lost(word: str) -> None:
    """lunr's own Danish trimmer cuts these; ours keeps ø, w, x, z, q and digits."""
    assert [token.word for token in tokens(word)] == [fold(word)]
    assert term(fold(word)).startswith(fold(word)[:3])


def test_numbers_are_found_whole_and_in_part() -> None:
    """A case number gives its parts, and itself at the place of its first part."""
    found = tokens("Sag EMN-2023-011201.")
    assert [(token.word, token.place) for token in found if not token.whole] == [
        ("sag", 0), ("emn", 1), ("2023", 2), ("011201", 3),
    ]  # fmt: skip
    assert [(token.word, token.place) for token in found if token.whole] == [("emn.2023.011201", 1)]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded stays as it is, and every token is a folded word."""
    assert fold(fold(text)) == fold(text)
    assert all(fold(token.word) == token.word for token in tokens(text) if not token.whole)


@given(st.text(alphabet="abdefghijklmnoprstuvyzæøåé", max_size=14))
def test_the_compiled_stemmer_says_what_the_plain_one_says(word: str) -> None:
    """The browser has the plain one's rules, the build asks the compiled one."""
    plain = DanishStemmer()
    assert stem(word) == plain.stemWord(plain.stemWord(word))


# --- compounds and synonyms -------------------------------------------------------------------------------


def test_compounds_are_taken_apart_by_the_archives_own_words() -> None:
    """Also with a linking letter, with a last part that never stands alone, and never by words it does not have."""
    words = ["bolig", "sociale", "boligsociale", "arbejde", "arbejdsfaellesskab", "skole", "hospital"]
    found = parts(words, known=set(words), stems=set(map(term, words)))
    assert set(found["boligsociale"]) == {term("bolig"), term("sociale")}
    assert set(found["arbejdsfaellesskab"]) == {term("arbejds"), term("faellesskab")}
    assert "hospital" not in found


def test_synonyms_go_both_ways() -> None:
    """An abbreviation finds what it stands for and the other way round; small words between do not matter."""
    known = synonyms(
        [Abbreviation(short="SOB", long="Social og Beskæftigelse", evidence="")], [["værested", "varmestue"]]
    )
    assert known["sob"] == ["social beskaeft"]
    assert known["social beskaeft"] == ["sob"]
    assert known[term("vaerested")] == [term("varmestue")]


# --- files ------------------------------------------------------------------------------------------------


def test_title_counts_for_more_than_text() -> None:
    """The item that says it in its title comes before the one that decides it, and before those that mention it."""
    items = (
        make_item("1", title="Budget", decision=make_decision("Vi bygger en svømmehal.")),
        make_item("2", title="Ny svømmehal"),
        make_item("3", title="Andet emne", decision=make_decision("Intet nyt.")),
    )
    assert found(index_of(make_archive(make_meeting(items=items))), "svømmehallen") == ["Ny svømmehal", "Budget"]


def _by_lunr(found: Sequence[Document], inside: Mapping[str, Sequence[str]]) -> dict[tuple[str, int], float]:
    """What lunr's own builder weighs each term of each document, where the fields are of the fixed lengths."""
    builder = lunr_builder()
    for function in tuple(builder.pipeline._stack):
        builder.pipeline.skip(function, list(PART_WEIGHTS))  # parts are terms already
    for number, document in enumerate(found):
        fields = {name: [token.word for token in tokens(document.fields.get(name, ""))] for name in WEIGHTS}
        told = {name: [part for word in fields[name] for part in inside.get(word, ())] for name in WEIGHTS}
        of_text = [part for name, some in told.items() if name not in ("title", "about") for part in some]
        builder.add({"id": str(number), **fields, TITLE_PART: told["title"], PART: of_text})
        for part, names in ((TITLE_PART, {"title"}), (PART, set(WEIGHTS) - {"title", "about"})):
            length = sum(word not in STOPPED for name in names for word in fields[name])
            builder.field_lengths[str(FieldRef(str(number), part))] = length
    builder._calculate_average_field_lengths = lambda: setattr(builder, "average_field_length", AVERAGES)
    builder.build()
    named = {posting["_index"]: name for name, posting in builder.inverted_index.items()}
    expected: defaultdict[tuple[str, int], float] = defaultdict(float)
    for reference, vector in builder.field_vectors.items():
        number = int(FieldRef.from_string(reference).doc_ref)
        for index, weight in zip(vector.elements[::2], vector.elements[1::2], strict=True):
            rare = idf(builder.inverted_index[named[index]], builder.document_count)
            expected[named[index], number] += weight / rare
    return dict(expected)


def test_weights_are_those_of_lunrs_builder() -> None:
    """What is added up on arrays is what lunr's own `build` gives the same fields, apart from the rarity of a term,
    for every term and document."""
    for sitting in sittings(look_up(demo_archive(), demo_connections())):
        found = documents(sitting)
        read_ = meeting_terms(found)
        of_slot = {slot: number for number, slot in enumerate(found.slots)}
        learned = Vocabulary().learn(read_.words.split("\n"))
        inside = {word: told.split(" ") for word, told in learned.parts.items() if told}
        weights = SegmentTerms([read_], learned.parts)
        ours = {
            (name, of_slot[int(slot)]): LEVELS.index(sign)
            for name in weights.terms
            for _, told, signs_ in weights.fragments(name)
            for slot, sign in zip(told[1:].split("."), signs_, strict=True)
        }
        expected = _by_lunr(found.every, inside)
        assert ours
        assert ours.keys() == expected.keys()
        for told, weight in expected.items():  # a weight on the border of two signs may have either
            low, high = map(LEVELS.index, signs([weight * 0.998, weight * 1.002]))
            assert low <= ours[told] <= high


@given(st.one_of(st.text(), st.sampled_from(sorted(STOPPED)), st.sampled_from(["Børnene", "EMN-2023-011201", "vejen"])))
def test_terms_are_those_of_lunrs_pipeline(text: str) -> None:
    """What a word is indexed as is what lunr's own pipeline makes of it with our two functions."""
    pipeline = lunr_builder().pipeline
    for token in tokens(text):
        assert [term for term in [indexed(token.word)] if term is not None] == pipeline.run_string(token.word)


def test_rarity_is_lunrs() -> None:
    """The browser is told what lunr's own `idf` says, in steps, up to every document having the term."""
    told = rarity(500)
    assert told[0][0] == 1
    assert told[-1][0] >= 500
    for number, rare in told:
        posting: dict[str, dict[str, object]] = {"text": {str(document): {} for document in range(int(number))}}
        assert rare == pytest.approx(idf(posting, 500), abs=0.01)


def _item(meeting: str, text: str) -> PublicItem:
    return make_item("1", meeting, title="Noget", decision=make_decision(text))


def test_a_term_of_very_many_places_is_cut_by_documents() -> None:
    """No file grows with a frequent word: its places stand in parts, and the entry names the first document of each."""
    paragraph = "skolevej " * 2000
    meetings = [
        make_meeting(f"byraadet/2024-01-{day:02}", items=(_item(f"byraadet/2024-01-{day:02}", paragraph),))
        for day in range(1, 13)
    ]
    files = index_of(make_archive(*meetings))
    found = entries(files, "steder")
    (block,) = found[term("skolevej")]
    held = {key: part for key, part in found.items() if key.startswith(f"{term('skolevej')}#")}
    assert len(held) > 1
    for key, (written, places) in held.items():
        assert {meeting // block for meeting, _ in numbered(written)} == {int(key.partition("#")[2])}
        assert len(places.split(";")) == len(numbered(written))
        assert len(places) < 2 * shards.PLACES
    assert sum(len(numbered(written)) for written, _ in held.values()) == len(meetings)


def test_the_documents_of_a_frequent_word_stand_in_parts() -> None:
    """A change in one meeting rewrites one part of a word that many have: each part tells of its own meetings, and
    together they tell of all."""
    meetings = [
        make_meeting(
            f"byraadet/{year}-01-{day:02}", items=(_item(f"byraadet/{year}-01-{day:02}", f"skolevej {day} {year}"),)
        )
        for year in range(1800, 2000)
        for day in range(1, 29)
    ]
    files = index_of(make_archive(*meetings))
    for segment in read(files, "start")["segments"]:
        told = entries(files, "ord", segment["name"])
        parts = [value for key, value in told.items() if key.startswith(f"{term('skolevej')}#")]
        whole, signs_, forms = told[term("skolevej")]
        standing = [meeting for documents, *_ in parts or [(whole, signs_)] for meeting, _ in numbered(documents)]
        assert standing == list(range(len(segment["days"].split(","))))
        assert forms == "skolevej"
    assert len(parts) <= 1 < len([key for key in entries(files, "ord", "3") if key.startswith(f"{term('skolevej')}#")])


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 12)), max_size=40, unique_by=lambda pair: pair[0]))
def test_slots_are_told_and_stay(agenda: list[tuple[int, int]]) -> None:
    """The browser knows every slot from what it is told; an item that is taken down moves no other document."""
    agenda.sort()

    def of(some: list[tuple[int, int]]) -> tuple[list[int], str]:
        places, counts = slots.places([str(number) for number, _ in some]), [count for _, count in some]
        return slots.slots(places, counts), slots.held(places, counts)

    found, held = of(agenda)
    assert len(set(found)) == len(found) == sum(count for _, count in agenda)
    if not agenda or agenda[-1][0] < slots.STRIDE:
        assert in_slots(held) == found
    if len(agenda) > 1 and agenda[-1][0] < min(slots.STRIDE, 2 * len(agenda)):
        assert set(of(agenda[1:])[0]) == set(found[agenda[0][1] :])


def test_index_is_the_same_each_time_and_cut_in_order() -> None:
    """Same objects, same bytes; keys ascend over the files, and each file begins where `start` says."""
    files = index_of(demo_archive(), connections=demo_connections())
    assert files == index_of(demo_archive(), connections=demo_connections())
    for name in ("ord", "steder", "forfra", "bagfra"):
        keys = list(entries(files, name))
        assert keys == sorted(keys)
        starts = keys_of(files, name)
        firsts = [next(iter(read(files, f"{name}/0-{cutting.name_of(start)}"))) for start in starts]
        assert starts == sorted(starts)
        assert all(first.startswith(start) for first, start in zip(firsts, starts, strict=True))


def test_large_terms_and_beginnings_are_cut() -> None:
    """A file ends before it grows too large, and the same keys are cut at the same places with another among them."""
    many = [
        (f"{word}{number:03}", '["1","0",""]'.ljust(48)) for word in ("abc", "børn", "wxy") for number in range(900)
    ]
    files = list(cutting.cut(many, "x/", shards.TERMS))
    assert len(files) > 4
    assert all(len(gzip.decompress(content)) < shards.TERMS for *_, content in files)
    more = list(cutting.cut(sorted([*many, ("bzz", '["1","0",""]')]), "x/", shards.TERMS))
    assert len(set(more) - set(files)) == 1


def test_names_of_files_are_plain() -> None:
    """Whatever letters a word has, and however long it is, its file has a short name of plain letters."""
    words = sorted(["a" * 300, "a" * 299 + "b", "дума", "漢字", "emn.2023", "con"])
    entries = [(word, f'"{"x" * 500}"') for word in words]
    names = [path for _, path, _ in cutting.cut(entries, "", 600)]
    assert len(set(names)) == len(names) > 3
    assert all(re.fullmatch(r"[a-z0-9._]{1,120}", name) for name in names)


def test_documents_are_by_date_and_filters_name_them() -> None:
    """The oldest meeting's documents come first, and every value of a filter has its documents."""
    files = index_of(demo_archive(), connections=demo_connections())
    start, filters = read(files, "start"), read(files, "filtre")
    steps_ = [int(step) for told in start["segments"] for step in told["days"].split(",")]
    assert min(steps_) >= 0
    assert {value for value, *_ in filters["type"]} == {"punkt", "bilag", "opfoelgning"}
    assert sum(row[2] for row in filters["type"]) == start["documents"]
    for facet in ("type", "emne", "udfald", "ansvarlig"):
        for value, _, count, name, held in filters[facet]:
            assert sum(len(numbered(read(files, f"filtre/{s}-{facet}-{name}")[value])) for s in held) == count


def test_an_empty_archive_has_an_index() -> None:
    """Nothing to find is no error."""
    assert read(index_of(make_archive()), "start")["documents"] == 0


@given(st.lists(st.integers(0, 10_000), unique=True).map(sorted))
def test_steps_add_up(numbers: list[int]) -> None:
    """Steps are the numbers again."""
    total, again = 0, []
    for step in steps(numbers).split(",") if numbers else ():
        total += int(step)
        again.append(total)
    assert again == numbers
