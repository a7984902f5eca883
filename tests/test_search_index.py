"""The search index: what becomes a term, what a word weighs, how the files are cut, and what is not in them."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.field_ref import FieldRef

from generator import search
from generator.connections import Abbreviation
from generator.lookup import look_up
from generator.search import shards
from generator.search.analysis import fold, is_whole, term, tokens
from generator.search.compounds import parts
from generator.search.documents import WEIGHTS, documents
from generator.search.synonyms import synonyms
from generator.search.weights import PART_WEIGHTS, lunr_builder, weigh
from tests.factories import (
    demo_archive,
    demo_connections,
    make_archive,
    make_decision,
    make_item,
    make_meeting,
)

FOLDER = "soeg/index"


def read(files: dict[str, str | bytes], name: str) -> Any:
    """A packed file of the index."""
    content = files[f"{FOLDER}/{name}.pak"]
    assert isinstance(content, bytes)
    return json.loads(gzip.decompress(content))


def entries(files: dict[str, str | bytes], name: str) -> dict[str, Any]:
    """All the entries of the shards of one kind, in order."""
    count = len(read(files, "start")[name])
    return {key: value for number in range(count) for key, value in read(files, f"{name}/{number}").items()}


def found(files: dict[str, str | bytes], word: str) -> list[str]:
    """The titles of the documents that a word finds, best first."""
    steps, weights, _ = entries(files, "ord").get(term(fold(word)), ["", "", ""])
    numbers: list[int] = []
    for step in steps.split(",") if steps else ():
        numbers.append((numbers[-1] if numbers else 0) + int(step))
    cards = [
        card for number in range(99) if f"{FOLDER}/kort/{number}.pak" in files for card in read(files, f"kort/{number}")
    ]
    ranked = sorted(zip(weights, numbers, strict=True), key=lambda pair: -shards.LEVELS.index(pair[0]))
    return [cards[number][2] for _, number in ranked]


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


# --- compounds and synonyms -------------------------------------------------------------------------------


def test_compounds_are_taken_apart_by_the_archives_own_words() -> None:
    """Also with a linking letter, with a last part that never stands alone, and never by words it does not have."""
    found = parts(["bolig", "sociale", "boligsociale", "arbejde", "arbejdsfaellesskab", "skole", "hospital"])
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
    assert found(search.render(make_archive(make_meeting(items=items))), "svømmehallen") == ["Ny svømmehal", "Budget"]


def test_weights_are_those_of_lunrs_builder() -> None:
    """What is added up on arrays is what lunr's own `build` gives the same fields, for every term and document."""
    found = documents(look_up(demo_archive(), demo_connections()))
    weighed = weigh(found)
    inside = parts(word for word in weighed.vocabulary.words if not is_whole(word))
    builder = lunr_builder()
    for function in tuple(builder.pipeline._stack):
        builder.pipeline.skip(function, list(PART_WEIGHTS))  # parts are terms already
    for number, document in enumerate(found):
        fields = {name: [token.word for token in tokens(document.fields.get(name, ""))] for name in WEIGHTS}
        told = {name: [part for word in fields[name] for part in inside.get(word, ())] for name in WEIGHTS}
        of_text = [part for name, some in told.items() if name not in ("title", "about") for part in some]
        builder.add({"id": str(number), **fields, "part-title": told["title"], "part": of_text})
    builder.build()
    names = {posting["_index"]: name for name, posting in builder.inverted_index.items()}
    expected: defaultdict[tuple[str, int], float] = defaultdict(float)
    for reference, vector in builder.field_vectors.items():
        number = int(FieldRef.from_string(reference).doc_ref)
        for index, weight in zip(vector.elements[::2], vector.elements[1::2], strict=True):
            expected[names[index], number] += weight
    ours = {
        (name, document): weight
        for name, posting in weighed.postings.items()
        for document, weight in zip(posting.documents, posting.weights, strict=True)
    }
    assert ours
    assert ours == pytest.approx(dict(expected), abs=0.001)


def test_a_term_of_very_many_places_is_cut_by_documents() -> None:
    """No file grows with a frequent word: its places stand in parts, and the entry names the first document of each."""
    paragraph = "skolevej " * 400
    items = tuple(make_item(str(number), decision=make_decision(paragraph)) for number in range(1, 41))
    files = search.render(make_archive(make_meeting(items=items)))
    found = entries(files, "steder")
    firsts = found[term("skolevej")]
    assert len(firsts) > 1
    assert firsts[0] == 0
    held = [part for key, part in found.items() if key.startswith(f"{term('skolevej')}#")]
    assert len(held) == len(firsts)
    assert sum(len(places.split(";")) for _, places in held) == len(items)
    assert all(len(str(part)) < 2 * shards.SHARD for part in held)


def test_index_is_the_same_each_time_and_cut_in_order() -> None:
    """Same objects, same bytes; keys ascend over the files, and each file begins where `start` says."""
    files = search.render(demo_archive(), connections=demo_connections())
    assert files == search.render(demo_archive(), connections=demo_connections())
    for name in ("ord", "steder", "forfra", "bagfra"):
        keys = list(entries(files, name))
        assert keys == sorted(keys)
        starts = read(files, "start")[name]
        firsts = [next(iter(read(files, f"{name}/{number}"))) for number in range(len(starts))]
        assert starts == sorted(starts)
        assert all(first.startswith(start) for first, start in zip(firsts, starts, strict=True))


def test_large_terms_and_beginnings_are_cut() -> None:
    """A file ends before it grows too large, and a beginning of very many terms has an entry of its own."""
    many = [(f"abc{number:05}", '["1","0",""]'.ljust(48)) for number in range(2000)]
    files, keys = shards.cut(many, "x", shards.SHARD)
    assert len(files) == len(keys) > 4
    assert all(len(content) < 24_000 for content in files.values())


def test_documents_are_by_date_and_filters_name_them() -> None:
    """The oldest meeting's documents come first, and every value of a filter has its documents."""
    files = search.render(demo_archive(), connections=demo_connections())
    start, filters = read(files, "start"), read(files, "filtre")
    dates = [row[0] for row in start["meetings"]]
    assert dates == sorted(dates)
    assert {value for value, _, _ in filters["type"]} == {"punkt", "bilag", "opfoelgning"}
    assert sum(count for _, _, count in filters["type"]) == start["documents"]


def test_an_empty_archive_has_an_index() -> None:
    """Nothing to find is no error."""
    assert read(search.render(make_archive()), "start")["documents"] == 0


@given(st.lists(st.integers(0, 10_000), unique=True).map(sorted))
def test_steps_add_up(numbers: list[int]) -> None:
    """Steps are the numbers again."""
    total, again = 0, []
    for step in shards.steps(numbers).split(",") if numbers else ():
        total += int(step)
        again.append(total)
    assert again == numbers
