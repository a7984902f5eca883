"""Reads a text bundle: the text layer of a meeting's papers, as PDFBox or Tika writes it."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from generator.findings import Finding, Severity
from generator.model import SourceFile
from generator.sources.bundle import LONGEST_LINE, Bundle, Line
from generator.sources.files import TooLarge, read_whole

MAX_BYTES = 8 * 1024 * 1024
MAX_LINES = 100_000  # 2,000 pages
_BLANKS_OF_A_PAGE_BREAK = 3  # FORMATS.md section 1


def read_text(path: Path, file: str) -> Bundle:
    """Read `path`, named `file` in findings, into a `Bundle`.

    Three blank lines (or a form feed) are a page break, a line that begins with one space follows a
    place where text was cut out. Never raises for what stands in the file; OSError if it cannot be opened.
    """
    findings: list[Finding] = []
    try:
        data = read_whole(path, MAX_BYTES)
    except TooLarge:
        data = b""
        findings.append(_finding("text-too-large", file, "the file is larger than 8 MiB", "split it by meeting"))
    source = SourceFile(file=file, sha256=hashlib.sha256(data).hexdigest())
    text = _decode(data, file, findings)
    if no_paper := _no_paper(text):
        findings.append(_finding("text-no-paper", file, no_paper, "export the papers with their line breaks"))
        text = ""
    lines = tuple(_lines(text))
    if not any(line.text.strip() for line in lines) and not findings:
        findings.append(_finding("text-empty", file, "the file holds no text", "export the bundle again"))
    return Bundle(source=source, lines=lines, findings=tuple(findings))


def _no_paper(text: str) -> str:
    """Why this cannot be the text of papers, "" where it can."""
    if text.count("\n") >= MAX_LINES:
        return f"the file has more than {MAX_LINES:,} lines"
    longest = max(map(len, text.split("\n")))
    return f"a line has more than {LONGEST_LINE:,} letters" if longest > LONGEST_LINE else ""


def _finding(code: str, file: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code=code, severity=severity, file=file, message=message, remedy=remedy)


def _decode(data: bytes, file: str, findings: list[Finding]) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
        findings.append(_finding("text-utf16", file, "the file is UTF-16", "save the file as UTF-8", Severity.WARNING))
        return _without_nul(text, file, findings)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        findings.append(
            _finding(
                "text-not-utf8",
                file,
                "the file is not UTF-8; it was read as Windows-1252",
                "check æ, ø and å on the page, and save the file as UTF-8",
                Severity.WARNING,
            )
        )
    return _without_nul(text, file, findings)


def _without_nul(text: str, file: str, findings: list[Finding]) -> str:
    """The text without NUL bytes, and with one kind of line break."""
    if "\0" in text:
        text = text.replace("\0", "")
        findings.append(
            _finding(
                "text-nul", file, "the file holds NUL bytes; they were left out", "export it again", Severity.WARNING
            )
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    page, blanks, broken = 1, 0, False
    for number, raw in enumerate(text.split("\n"), start=1):
        if raw == "":
            blanks += 1
            lines.append(Line(text="", page=page, number=number))
            continue
        starts_page = bool(lines) and (blanks >= _BLANKS_OF_A_PAGE_BREAK or "\f" in raw or broken)
        broken = raw.endswith("\f")
        content = raw.replace("\f", "")
        page += starts_page
        joint = len(content) > 1 and content[0] == " " and content[1] != " "
        # A line of white space is an empty paragraph of the paper: it is kept apart from the blank
        # lines that some exports put between any two lines.
        kept = content.strip(" ") and content.lstrip(" ") if joint else content
        lines.append(
            Line(
                text=kept if kept.strip() else " ",
                page=page,
                number=number,
                joint=joint or starts_page,
                page_start=starts_page,
            )
        )
        blanks = 0
    return lines
