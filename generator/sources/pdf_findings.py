"""What is said to the clerk about a PDF that could not be read, or not wholly."""

from __future__ import annotations

from collections.abc import Sequence

from generator.findings import Finding, Severity

Note = tuple[str, int | None, int]  # code, page, count

# code → (what was seen, what to do)
_DOCUMENT = {
    "pdf-unreadable": ("the file could not be opened{detail}", "check that the file exists and may be read"),
    "pdf-empty": ("the PDF holds no pages", "fetch or export the file again"),
    "pdf-not-pdf": ("the file is named .pdf but is not a PDF", "open it to see what it is, and save it as PDF"),
    "pdf-too-large": ("the PDF is larger than the limit{detail}", "split it, or shrink its pictures"),
    "pdf-encrypted": ("the PDF is locked with a password", "save a copy without a password and put it here"),
    "pdf-truncated": ("the PDF is cut off; its end is missing", "fetch or export the file again"),
    "pdf-damaged": ("the PDF is damaged and could not be repaired", "fetch or export the file again"),
    "pdf-resource-limit": (
        "the PDF could not be read within the limits of time and memory",
        "open it and print it to a new PDF; if it came from outside, treat it as suspicious",
    ),
    "pdf-scanned": (
        "the PDF is a scan: it holds pictures of pages and no text",
        "run text recognition (OCR) on it, or ask for the original",
    ),
    "pdf-blank": ("the PDF is blank: no page holds text or pictures", "check that it is the right file"),
    "pdf-no-text": ("the PDF holds drawings but no text", "check that it is the right file; run OCR if it has words"),
}

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# note → (code, severity, what was seen, what to do); {count} is filled in
_PAGE = {
    "scanned": ("pdf-scanned-page", _ERROR, "the page is a picture without text", "run text recognition (OCR)"),
    "drawing": ("pdf-page-no-text", _WARNING, "the page has drawings or pictures but no text", "check the page"),
    "mostly-picture": (
        "pdf-mostly-picture",
        _WARNING,
        "the page is a picture with only a few letters of text",
        "run text recognition (OCR) if the picture holds words",
    ),
    "blank": ("pdf-blank-page", _INFO, "the page is blank", ""),
    "page-damaged": ("pdf-page-damaged", _ERROR, "the page is damaged and was left out", "export the file again"),
    "white-text": (
        "pdf-white-text",
        _WARNING,
        "{count} letters are white on white, so a reader of the PDF does not see them; they were read",
        "check that nothing is shown that was meant to be hidden",
    ),
    "covered-text": (
        "pdf-covered-text",
        _WARNING,
        "{count} letters lie under a black box; they were left out",
        "remove the words from the PDF itself: a box does not remove what is under it",
    ),
    "unmapped": (
        "pdf-unreadable-letters",
        _WARNING,
        "{count} letters have no known character",
        "check the page; export the file again or run OCR",
    ),
    "too-many-chars": (
        "pdf-resource-limit",
        _ERROR,
        "the page holds more text than the limit; {count} letters were left out",
        "split the page's content",
    ),
    "too-many-objects": (
        "pdf-complex-page",
        _WARNING,
        "the page has so many drawings that not all were looked at; tables may be missed",
        "check the page's tables",
    ),
    "too-many-rules": (
        "pdf-complex-page",
        _WARNING,
        "the page has so many lines that its tables were read as text",
        "check the page's tables",
    ),
    "too-many-pages": (
        "pdf-resource-limit",
        _ERROR,
        "the PDF says it has {count} pages; those beyond the limit were left out",
        "split the file",
    ),
    "repaired": (
        "pdf-repaired",
        _WARNING,
        "the PDF was damaged and has been repaired for reading",
        "compare the pages",
    ),
    "cut-off": (
        "pdf-truncated",
        _ERROR,
        "the PDF is cut off; only what stands before the cut was read (pages: {count})",
        "fetch or export the file again",
    ),
}

_MAX_LISTED = 12  # pages named one by one before they are put in one finding


def document_finding(code: str, file: str, detail: str = "") -> Finding:
    """The finding for a file that gave nothing."""
    message, remedy = _DOCUMENT.get(code, _DOCUMENT["pdf-damaged"])
    severity = Severity.WARNING if code == "pdf-blank" else Severity.ERROR
    shown = f" ({detail})" if detail else ""
    return Finding(code=code, severity=severity, file=file, message=message.format(detail=shown), remedy=remedy)


def page_findings(notes: Sequence[Note], file: str, *, pages: int, letters: int) -> tuple[Finding, ...]:
    """Findings for a file that was read: one for the whole where no page gave text, else one per page."""
    codes = {code for code, _, _ in notes}
    if letters == 0 and not codes & {"page-damaged", "too-many-pages"}:
        whole = "pdf-scanned" if "scanned" in codes else "pdf-no-text" if "drawing" in codes else "pdf-blank"
        kept = [note for note in notes if note[0] not in ("scanned", "drawing", "blank")]
        return (document_finding(whole, file), *_listed(kept, file))
    return tuple(_listed(notes, file))


def _listed(notes: Sequence[Note], file: str) -> list[Finding]:
    findings: list[Finding] = []
    for code in dict.fromkeys(note[0] for note in notes):
        alike = [note for note in notes if note[0] == code]
        if len(alike) > _MAX_LISTED:
            numbers = [str(page) for _, page, _ in alike[:_MAX_LISTED] if page]
            place = f"side {', '.join(numbers)} and {len(alike) - _MAX_LISTED} more"
            findings.append(_finding(code, file, place, sum(count for _, _, count in alike)))
        else:
            findings += [_finding(code, file, f"side {page}" if page else "", count) for _, page, count in alike]
    return findings


def _finding(note: str, file: str, place: str, count: int) -> Finding:
    code, severity, message, remedy = _PAGE[note]
    return Finding(
        code=code, severity=severity, file=file, place=place, message=message.format(count=count), remedy=remedy
    )
