"""What is found in a site's files is found in their condensed text: a leak cannot hide in what was left out there."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.audit.condensing import Condenser, gathered
from generator.audit.fingerprints import Pattern, Patterns
from generator.audit.folding import normal
from generator.audit.letters import CondensedLetters, Letters
from generator.audit.published import Change
from generator.audit.readings import readings
from generator.audit.secrets import patterns_of
from generator.openness import Withheld
from generator.sink import stamp_of_file
from tests.factories import make_place
from tests.leaking import WRITINGS

_WORDS = (
    *("Skole", "start", "26/483", "på", "Ærø", "til-\nsyn", "Anna", "Bæk", "12", "34", "56", "78"),
    *("budget", "\n", "land", "brug-\nog", "X"),
)
_TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map(" ".join)
_PIECES = st.sampled_from(
    ("<p>", "</p>\n", '<a href="', '">', "\n", "\n  ", '","', "\\n", "<b\n>", "%20", "&aring;", "&lt;b&gt;", "Ã¦", ", ")
)


def _withheld(*secrets: str) -> list[Withheld]:
    return [Withheld(kind="item", id="x", reason="", place=make_place(), secrets=secrets)]


@given(st.data(), st.sampled_from(("a.html", "b.json", "c.txt", "assets/d.js", "soeg/index/ord/1.pak")))
def test_nothing_that_is_found_in_files_is_missing(data: st.DataObject, name: str) -> None:
    """Whatever is written in whatever way into files of whatever kind, and met before or not."""
    secrets = data.draw(st.lists(_TEXTS, min_size=1, max_size=3))
    patterns = Patterns.of(patterns_of(_withheld(*secrets)))
    chance = random.Random(data.draw(st.integers(0, 9999)))
    parts = data.draw(st.lists(st.one_of(_PIECES, _TEXTS, st.sampled_from(secrets)), max_size=12))
    written = "".join(
        WRITINGS[data.draw(st.sampled_from(sorted(WRITINGS)))](part, chance) if part in secrets else part
        for part in parts
    )
    with TemporaryDirectory() as folder:
        site = Path(folder)
        names = [name, name.replace(".", "2.")]
        for file, text in zip(names, (written, written[len(written) // 3 :]), strict=True):
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            is_list = name.endswith(".pak") and data.draw(st.booleans())
            (site / file).write_text(json.dumps([text, *text.split()]) if is_list else text, "utf-8")
        found = {
            one for file in names for text in readings(site / file) for one in patterns.find(normal(text)).tolist()
        }
        condensed = Condenser().condense(site, names)
    kept = (condensed.words, condensed.markup, condensed.keys)
    assert found <= {one for text in kept for one in patterns.find_in(CondensedLetters(text)).tolist()}


@pytest.mark.parametrize("name", ["a.html", "b.json", "c.txt"])
def test_a_word_over_the_end_of_a_line_is_found_wherever_the_line_is_met(tmp_path: Path, name: str) -> None:
    """A lone word that is hyphenated there, among lines that are read together with others, or were met before."""
    word = Patterns.of([Pattern(stream="skolestarter", kind="a word", one_word=True)])
    condenser = Condenser()
    for lines in (["Vi ser skole-", "starter, siger de"], ["x", "starter, siger de", "Vi ser skole-", "a"], ["skole-"]):
        (tmp_path / name).write_text("\n".join(f"<p>{line}" if name == "a.html" else line for line in lines), "utf-8")
        condensed = condenser.condense(tmp_path, [name])
        follows = any(pair == ("Vi ser skole-", "starter, siger de") for pair in pairwise(lines))
        assert len(word.find_in(CondensedLetters(condensed.words))) == follows


def test_what_stands_between_is_found_in_a_long_text_too(tmp_path: Path) -> None:
    """A text that stands in several files, long and short, beside others each time: nothing of it is lost."""
    chance = random.Random(5)
    words = [f"ord{number}" for number in range(400)]
    texts = [" ".join(chance.choices(words, k=length)) for length in (1, 3, 8, 20, 60, 200) for _ in range(3)]
    for file in range(5):
        (tmp_path / f"{file}.json").write_text(json.dumps(chance.choices(texts, k=30), indent=1), "utf-8")
    names = [f"{file}.json" for file in range(5)]
    condensed = CondensedLetters(Condenser().condense(tmp_path, names).words)
    kept = {condensed.stream(start, start + 32) for start in condensed.starts.tolist()}
    for name in names:
        letters = Letters(normal((tmp_path / name).read_text("utf-8")))
        ends = letters.starts[letters.starts <= letters.length - 32].tolist()
        assert {letters.stream(start, start + 32) for start in ends} <= kept


@given(st.data(), st.sampled_from(("a.html", "b.json", "c.txt", "d.xml", "soeg/index/ord/1.pak")))
def test_nothing_is_missing_in_what_was_and_what_is_new(data: st.DataObject, name: str) -> None:
    """Whatever is put into a file or taken out of it: what can be found in it now stood there before, or is new."""
    secrets = data.draw(st.lists(_TEXTS, min_size=1, max_size=3))
    patterns = Patterns.of(patterns_of(_withheld(*secrets)))
    kinds = st.one_of(_PIECES, _TEXTS, st.sampled_from([*secrets, *" ".join(secrets).split()]), st.just("\n"))
    parts = data.draw(st.lists(kinds, max_size=30))
    far = ["\n" + "ord og andet\n" * 20] if data.draw(st.booleans()) else []
    start, end = sorted((data.draw(st.integers(0, len(parts))), data.draw(st.integers(0, len(parts)))))
    other = [*parts[:start], *data.draw(st.lists(kinds, max_size=4)), *parts[end:]]
    with TemporaryDirectory() as folder:
        for side, some in (("old", parts), ("new", other)):
            path = Path(folder, side, name)
            path.parent.mkdir(parents=True)
            text = "".join((*far, *some, *far))
            path.write_text(json.dumps(sorted(text.split())) if name.endswith(".pak") else text, "utf-8")
        old, new = Path(folder, "old"), Path(folder, "new")
        found = {one for text in readings(new / name) for one in patterns.find(normal(text)).tolist()}
        known = Condenser().condense(old, [name])
        change = Change(b"", True, (), ((name, stamp_of_file(old / name).digest),), ())
        condenser = Condenser()
        fresh = condenser.together(condenser.new_in(new, old, change) or gathered(new, [name]))
    kept = (part for one in (known, fresh) for part in (one.words, one.markup, one.keys))
    assert found <= {one for text in kept for one in patterns.find_in(CondensedLetters(text)).tolist()}


def test_of_a_long_file_only_the_changed_place_is_new(tmp_path: Path) -> None:
    """With as many words around it as a pattern may have."""
    lines = [f"linje {n} om budget og {n * 7919} andet" for n in range(500)]
    for side in ("old", "new"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "a.txt").write_text("\n".join(lines), "utf-8")
        lines[250] = "her er noget nyt"
    was = stamp_of_file(tmp_path / "old" / "a.txt").digest
    found = Condenser().new_in(tmp_path / "new", tmp_path / "old", Change(b"", True, (), (("a.txt", was),), ()))
    assert found is not None
    (text,) = found.texts
    assert "linje 249" in text.text
    assert "her er noget nyt" in text.text
    assert len(text.text) < 2000
    other = Change(b"", True, (), (("a.txt", b"another"),), ())
    assert Condenser().new_in(tmp_path / "new", tmp_path / "old", other) is None  # not what was audited


def test_a_large_file_is_read_in_parts_that_overlap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands over the end of a part is found, wherever the parts end."""
    monkeypatch.setattr("generator.audit.readings._LARGE", 200)
    monkeypatch.setattr("generator.audit.readings._BLOCK", 90)
    secret = "Havnefogeden har brugt slæbebåden til private formål i tre somre"
    marked = list(patterns_of(_withheld(secret)))
    patterns = Patterns.of(marked)
    wanted = {row for row, one in enumerate(marked) if one.stream in "".join(normal(secret).split())}
    for before in range(60, 130):
        text = "\n".join(("x" * before, *secret.split(), *("y" * 40 for _ in range(9))))
        (tmp_path / "a.csv").write_text(text, "utf-8")
        found = {one for part in readings(tmp_path / "a.csv") for one in patterns.find(normal(part)).tolist()}
        assert wanted <= found
        condensed = Condenser().condense(tmp_path, ["a.csv"]).words
        assert wanted <= set(patterns.find_in(CondensedLetters(condensed)).tolist())
