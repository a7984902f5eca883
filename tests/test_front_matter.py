"""Pages' front matter and paths are written fast, and exactly as the libraries write them."""

from __future__ import annotations

import posixpath

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator import urls
from generator.front_matter import front_matter, plain_lines
from generator.pages.document import Links
from generator.short_forms import ShortForms, marks_of

LETTERS = "abcyno NYæøåÆé0159.,:'()/%+-»«§–…\"#&*!?{}[]|>@`=~\\"
LINES = st.text(st.sampled_from(LETTERS), max_size=24).map(lambda text: " ".join(text.split())) | st.sampled_from(
    (
        "no",
        "Yes",
        "true",
        "null",
        "2024-06-04",
        "1.5",
        "3. Punkt",
        "Bilag 2: Tidsplan",
        "a: b: 'c'",
        "- a",
        "a #b",
        "x:",
    )
)
PARTS = st.lists(st.sampled_from(("a", "b", "punkt-1", "2024-06-04")), max_size=4)


@given(LINES)
@example("y")
@example("Byrådet, 4. juni 2024")
@example("Punkt 3: 'a' og b")
def test_front_matter_is_what_pyyaml_writes(text: str) -> None:
    """Plain lines are not given to PyYAML, and come out as if they were."""
    expected = yaml.safe_dump({"title": text}, allow_unicode=True, width=10_000, default_flow_style=False)
    assert front_matter({"title": text}) == expected


@given(
    st.lists(st.tuples(st.sampled_from(("title", "description", "robots", "head")), LINES), max_size=3), st.booleans()
)
@example([("title", "no")], True)
@example([("title", "' a  b ''c'' '"), ("title", "x")], True)
def test_plain_lines_are_read_as_by_pyyaml(lines: list[tuple[str, str]], as_they_are: bool) -> None:
    """What is read without PyYAML is what PyYAML reads, also of lines that nobody wrote like this."""
    written = "".join(f"{name}: {text}\n" if as_they_are else front_matter({name: text}) for name, text in lines)
    quick = plain_lines(written)
    assert not quick or quick == yaml.safe_load(written)


def test_most_lines_are_read_without_pyyaml() -> None:
    """What is written plainly, or between quotes, is read quickly."""
    meta = {"title": "Bilag 2: Tidsplan og 'økonomi'", "description": "Byrådet, 4. juni 2024 …"}
    assert plain_lines(front_matter(meta)) == meta


@given(PARTS, PARTS, st.booleans())
def test_paths_between_pages_are_those_of_the_library(here: list[str], there: list[str], leaf: bool) -> None:
    """A link leads from the page's folder to the other's file."""
    url = "".join(f"{part}/" for part in here)
    target = "/".join((*there, "index.md"))
    folder = posixpath.dirname(urls.document(url, leaf=leaf and bool(here)))
    assert Links(url, leaf=leaf and bool(here)).path(target) == posixpath.relpath(f"/{target}", f"/{folder}")


FORMS = st.text(st.sampled_from("ABab1.-/ "), min_size=1, max_size=5).map(str.strip).filter(bool)


@given(st.dictionaries(FORMS, st.just("langt navn"), max_size=5), st.text(st.sampled_from("ABab1.-/ "), max_size=30))
def test_a_text_is_known_by_its_words(expansions: dict[str, str], text: str) -> None:
    """Every short form that a text uses is among those that its words may have: none can come or go unseen."""
    told: set[str] = set()
    forms = ShortForms(expansions).noting(told.update)
    used = {(text[use.start : use.end], use.long) for use in forms.uses(text)}
    assert used <= set(forms.among(marks_of(told)))
