"""Pictures are drawn from numbers, stay within their frame, and say in words what they show."""

from __future__ import annotations

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.charts import Step, course, over_years, per_quarter, stacked_quarters, stacked_rows
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
    drawn = per_quarter(counts, "Møder", ("møde", "møder"))
    assert len(across(drawn, "rect x")) == (len(counts) if len(counts) > 1 else 0)
    assert all(0 <= place <= 100 for place in across(drawn, " x"))


PARTS = {"approved": "Godkendt", "none": "Andet"}
parts_of = st.dictionaries(st.sampled_from(list(PARTS)), st.integers(0, 9))
quarters = st.tuples(st.integers(2015, 2030), st.integers(1, 4))


@given(st.dictionaries(quarters, parts_of, min_size=2, max_size=20))
def test_parts_of_a_bar_fill_it(counts: dict[tuple[int, int], dict[str, int]]) -> None:
    """Parts lie upon each other without a gap, all within the frame, and the tallest bar reaches its top."""
    if not any(sum(found.values()) for found in counts.values()):
        return
    drawn = stacked_quarters(counts, PARTS, "Udfald", ("punkt", "punkter"))
    height = int(re.findall(r'<svg width="100%" height="(\d+)"', drawn)[0])
    bars = re.findall(r'class="del del--\w+" x="([\d.]+)%" y="(-?\d+)" width="[\d.]+%" height="(\d+)"', drawn)
    stacks: dict[str, list[tuple[int, int]]] = {}
    for x, y, tall in bars:
        stacks.setdefault(x, []).append((int(y), int(y) + int(tall)))
    for stack in stacks.values():
        assert all(below[0] == above[1] for below, above in itertools.pairwise(stack))
        assert all(0 <= top < bottom <= height for top, bottom in stack)


@given(texts)
def test_name_in_a_row_is_text(name: str) -> None:
    """Whatever a unit or a topic is called, it adds no element to the pictures."""
    drawn = f"{stacked_rows({name: {'none': 2}}, PARTS, 'x', 'y')}\n\n{over_years({name: {2024: 3}}, [2024], 'x', 'y')}"
    peaceful = (
        f"{stacked_rows({'A': {'none': 2}}, PARTS, 'x', 'y')}\n\n{over_years({'A': {2024: 3}}, [2024], 'x', 'y')}"
    )
    assert read(drawn).elements == read(peaceful).elements


def test_nothing_to_count_is_no_picture() -> None:
    """An empty count draws nothing."""
    assert stacked_rows({}, PARTS, "x", "y") == over_years({}, [2024], "x", "y") == ""
    assert stacked_quarters({(2024, 1): {"none": 1}}, PARTS, "x", ("a", "b")) == ""
