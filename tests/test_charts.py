"""Pictures are drawn from numbers, stay within their frame, and say in words what they show."""

from __future__ import annotations

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.charts import Step, course, per_quarter
from tests.test_markdown_text import read, texts

dates = st.dates().filter(lambda day: day.year >= 1000).map(lambda day: day.isoformat())
steps = st.builds(lambda date, body: Step(date=date, body=body), dates, st.sampled_from(["Byrådet", "Udvalget"]))


def across(drawn: str, attribute: str) -> list[float]:
    """The places across, in percent."""
    return [float(place) for place in re.findall(rf'{attribute}="(-?[\d.]+)%"', drawn)]


@given(st.lists(steps, min_size=2, max_size=60))
def test_every_step_is_a_point_within_the_frame(found: list[Step]) -> None:
    """As many points as steps, left to right, none outside, none upon another."""
    places = across(course(found), "cx")
    assert len(places) == len(found)
    assert all(0 <= place <= 100 for place in places)
    assert all(before <= after for before, after in itertools.pairwise(places))
    assert len(found) > 30 or len(set(places)) == len(places)


def test_one_step_is_no_course() -> None:
    """A case treated once needs no picture."""
    assert course([Step(date="2024-06-04", body="Byrådet")]) == ""


def test_course_tells_in_words_what_it_shows() -> None:
    """The picture has a title and a description, and marks the page one is on."""
    drawn = course([Step(date="2024-06-04", body="A", current=True), Step(date="2023-01-31", body="B")])
    assert "2 behandlinger fra 31. januar 2023 til 4. juni 2024." in drawn
    assert 'role="img" aria-labelledby="forloeb_titel forloeb_tekst"' in drawn
    assert drawn.count('class="her"') == 1


@given(texts)
def test_name_of_a_body_is_text(name: str) -> None:
    """Whatever a body is called, it adds no element to the picture, and does not end it."""
    steps = [Step(date="2024-01-01", body=name), Step(date="2024-02-01", body=name)]
    peaceful = [Step(date=step.date, body="Byrådet") for step in steps]
    assert read(f"{course(steps)}\n\nefter").elements == read(f"{course(peaceful)}\n\nefter").elements


@given(st.dictionaries(st.tuples(st.integers(2000, 2040), st.integers(1, 4)), st.integers(1, 99), max_size=40))
def test_every_quarter_with_items_has_its_bar(counts: dict[tuple[int, int], int]) -> None:
    """As many bars as quarters with items, each within the frame; one quarter alone needs no picture."""
    drawn = per_quarter(counts)
    assert len(across(drawn, "rect x")) == (len(counts) if len(counts) > 1 else 0)
    assert all(0 <= place <= 100 for place in across(drawn, " x"))
