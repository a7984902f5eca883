"""Promise 6: the published site never shrinks in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.findings import BuildError
from generator.shrink import check, published_items


def publish(site: Path, items: dict[str, str]) -> Path:
    """A published site with these items."""
    (site / "data").mkdir(parents=True)
    rows = [{"id": name, "decision": text} for name, text in items.items()]
    (site / "data" / "items.json").write_text(json.dumps(rows), "utf8")
    return site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site of ten items."""
    return publish(tmp_path, {f"udvalg/2025-01-0{n % 2 + 1}/{n}": "ord " * 50 for n in range(10)})


def test_nothing_lost_is_nothing_said(site: Path) -> None:
    """The same items give no finding."""
    assert check(site, published_items(site), (), accept=False) == []


def test_a_first_build_has_nothing_to_compare_with(tmp_path: Path) -> None:
    """Without a published site, or with one whose data cannot be read, the build goes on."""
    assert check(tmp_path, {}, (), accept=False) == []


def test_an_item_gone_is_told(site: Path) -> None:
    """One item that is gone is a warning that names it."""
    new = published_items(site)
    del new["udvalg/2025-01-01/4"]
    assert [finding.place for finding in check(site, new, (), accept=False)] == ["udvalg/2025-01-01/4"]


def test_many_items_gone_stop_the_build(site: Path) -> None:
    """Half of the items gone without a reason stops the build and names them; --accept-shrink is the way on."""
    new = {item: words for item, words in published_items(site).items() if "2025-01-01" not in item}
    with pytest.raises(BuildError, match="udvalg/2025-01-01/2"):
        check(site, new, (), accept=False)
    assert len(check(site, new, (), accept=True)) == 5


def test_withheld_items_explain_themselves(site: Path) -> None:
    """Items closed since, one by one or with their meeting, are no shrinking."""
    new = {item: words for item, words in published_items(site).items() if "2025-01-01" not in item}
    assert check(site, new, ("udvalg/2025-01-01",), accept=False) == []


def test_texts_that_vanish_stop_the_build(site: Path) -> None:
    """The same items with a fraction of their words are a broken reader, not news."""
    new = {item: words // 2 for item, words in published_items(site).items()}
    with pytest.raises(BuildError, match="words fewer"):
        check(site, new, (), accept=False)


def test_an_attachment_closed_since_explains_its_words(site: Path) -> None:
    """Words that went with a withheld attachment are no shrinking."""
    new = {item: words // 2 for item, words in published_items(site).items()}
    assert check(site, new, tuple(f"{item}/bilag-1" for item in new), accept=False) == []
