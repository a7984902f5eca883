"""The ways in lead to what there is: units, letters, bodies in numbers, and the pages that the law asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import urls
from generator.connections import Connections
from generator.lookup import look_up
from generator.openness import Archive

# What may stand for a letter in an address.
LETTERS = (*"abcdefghijklmnopqrstuvwxyz", "æ", "ø", "å", "0-9", "andet")
_ALONE = (urls.ABOUT, urls.DATA, urls.ACCESSIBILITY, urls.PRIVACY, urls.QUALITY, urls.FOLLOW)


def unmatched_ways(files: Sequence[str], *, archive: Archive, connections: Connections) -> Iterator[str]:
    """A sentence for each page that is missing in these folders, and each that nothing asks for."""
    years = {meeting.date[:4] for meeting in archive.meetings}
    met = {meeting.body for meeting in archive.meetings}
    units = [urls.unit(slug) for slug in look_up(archive, connections).units]
    wanted = {
        urls.UNITS: set(units),
        urls.FIGURES: {urls.figures(body) for body in met},
        urls.TITLES: set[str](),
        **{page: set[str]() for page in _ALONE},
        urls.DATA: {urls.QUESTIONS},
    }
    letters = set(map(urls.titles, LETTERS))
    by_year = (*units, *letters, urls.QUALITY)  # lists that are parted into years where they grow long
    allowed = letters | {urls.year(page, year) for page in by_year for year in years}
    for folder, pages in wanted.items():
        present = {file for file in files if file.startswith(folder) and file.endswith(".html")}
        needed = {f"{page}index.html" for page in (folder, *pages)}
        yield from (f"{page}: is missing" for page in sorted(needed - present))
        known = needed | {f"{page}index.html" for page in allowed}
        yield from (f"{page}: a page that nothing asks for" for page in sorted(present - known))
