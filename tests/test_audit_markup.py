"""Links lead where a browser goes, also where that is reckoned without the cost of all cases."""

from __future__ import annotations

from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from generator.audit.markup import Pages, local_path

_PARTS = st.sampled_from(("..", ".", "a", "b-c", "index.html", "x.min.css", "", "a.b", "?q=1", "https:", "%20"))
_ENDS = st.sampled_from(("", "#", "#x", "#a-b", "#æ", "?a=../b"))
_FILES = ("index.html", "404.html", "a/index.html", "a/b/index.html", "a/b/c/index.html", "a/x.html")


@given(st.sampled_from(_FILES), st.lists(_PARTS, max_size=5).map("/".join), _ENDS)
def test_a_reference_leads_where_the_standard_says(file: str, path: str, end: str) -> None:
    """Up, here, down, to an anchor or elsewhere, from pages at any depth."""
    pages = Pages({}, "https://x.example/sub/")
    reference = f"{path}{end}"
    assert pages.local(file, reference) == local_path(urljoin(pages.address(file), reference), pages.base)
