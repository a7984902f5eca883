"""What a clerk is told of an original file that is not published: why, and what to do."""

from __future__ import annotations

from generator.findings import Finding, Severity

_PRINT = "print the open pages to a new PDF"
_REASONS = {
    "meeting-closed": ("the meeting is not published", "write 'openness: åben' if this bundle is the open agenda"),
    "part-closed": ("a part of it is withheld", "publish the open papers as a file of their own, or leave it out"),
    "private-notes": ("it holds private notes", "export it again without notes"),
    "not-all-read": ("it was not read in full, or lines of it fit nowhere", "see the other findings about this file"),
    "findings": ("there are findings about it", "see the other findings about this file"),
    "withheld-words": ("it holds words of something that is withheld", "leave it out"),
    "unpublished-words": (
        "it holds words that the archive does not publish (a front page, a caseworker's telephone, …)",
        "the text is on the site; leave the file out, or remove those words from it",
    ),
    "changed": ("it changed while the site was being built", "build again"),
    "damaged": ("the PDF is damaged", "export it again"),
    "encrypted": ("the PDF needs a password", "remove the password"),
    "too-many-pages": ("it has too many pages", "split it"),
    "resource-limit": ("it could not be written anew within the limits of time and memory", _PRINT),
    "unusual-font": ("it draws with letters that could not be looked into", _PRINT),
    "unusual-pattern": ("it draws with patterns that could not be looked into", _PRINT),
    "unusual-picture": ("it holds a picture that could not be freed of its metadata", _PRINT),
    "looks-different": (
        "comments, form fields or layers show or cover something, and would be left out",
        f"remove them, or {_PRINT}",
    ),
    "hidden-text": (
        "it holds text that cannot be seen (under a box or picture, in the paper's colour, outside the page, …)",
        "remove the words from the PDF itself: covering does not remove them",
    ),
    "tiny-text": ("it holds text too small to be read", "remove the words from the PDF itself"),
    "hidden-picture": (
        "a part of a picture cannot be seen (covered, cut off, or outside the page) and would be published",
        "crop the picture itself, or print the page as a picture",
    ),
}


def finding(file: str, code: str, place: str) -> Finding:
    """Why `file` is not published. `code` is a reason of `whole`, `rewrite`, `hidden` or `child`."""
    message, remedy = _REASONS[code]
    return Finding(
        code=f"original-{code}",
        severity=Severity.WARNING,
        file=file,
        place=place,
        message=f"the original file is not published: {message}",
        remedy=remedy,
    )


def not_allowed(file: str) -> Finding:
    """meeting.md asks, and the site's settings do not allow it."""
    return Finding(
        code="originals-off",
        severity=Severity.WARNING,
        file=file,
        message="the original file is not published: mkdocs.yml does not allow it",
        remedy="set extra.archive.originals: true in mkdocs.yml, or remove 'originals: ja' from meeting.md",
    )


def not_a_pdf(file: str) -> Finding:
    """Text is on the page already."""
    return Finding(
        code="original-not-pdf",
        severity=Severity.INFO,
        file=file,
        message="the original file is not published: only PDFs are",
    )
