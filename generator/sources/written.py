"""Reads items that a clerk has written by hand: `item-3.md` with front matter."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.clean.html_blocks import TooDeep
from generator.clean.steps import clean, shown
from generator.findings import ContentError, Finding, Severity
from generator.model import SourceFile, TextBlock
from generator.sources import plain_yaml
from generator.sources.clerk_markdown import markdown_blocks
from generator.sources.files import TooLarge, read_whole
from generator.sources.plain_yaml import NotPlain

_KNOWN = {
    "title",
    "duration",
    "case",
    "responsible",
    "openness",
    "recommendations",
    "attachments",
    "decision",
    "outcome",
}
MAX_BYTES = 256 * 1024


class _PlainYaml(YAMLHandler):
    """Front matter between --- marks, without what only machines write."""

    def load(self, fm: str, **_: object) -> Any:
        return plain_yaml.load(fm)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """A Markdown file's front matter and the text under it, not yet trusted."""

    fields: dict[str, Any]
    text: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAttachment:
    """An attachment named in an item's front matter; `blocks` is empty where no file is given."""

    title: str
    openness: str
    blocks: tuple[TextBlock, ...]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenItem:
    """An item as the clerk wrote it."""

    source: SourceFile
    number: str
    title: str
    duration_minutes: int | None
    case_numbers: tuple[str, ...]
    responsible: str | None
    openness: str  # "" when nothing is said
    recommendations: tuple[str, ...]
    decision: tuple[TextBlock, ...]
    body: tuple[TextBlock, ...]
    attachments: tuple[WrittenAttachment, ...]


def read_front_matter(path: Path, file: str) -> FrontMatter:
    """Front matter and text of a Markdown file. Raises ContentError that names the line when it is not YAML."""
    try:
        data = read_whole(path, MAX_BYTES)
    except TooLarge as error:
        raise ContentError(
            "the file is larger than 256 KiB", file=file, remedy="put long papers in a bundle"
        ) from error
    except OSError as error:
        raise ContentError(f"the file cannot be read ({error.strerror})", file=file) from error
    try:
        post = frontmatter.loads(data.decode("utf-8-sig").replace("\r\n", "\n"), handler=_PlainYaml())
    except UnicodeDecodeError as error:
        raise ContentError("the file is not UTF-8", file=file, remedy="save it as UTF-8") from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        why = f": {error.problem}" if isinstance(error, NotPlain) else ""
        raise ContentError(
            f"the lines between the --- marks are not valid YAML{why}",
            file=file,
            place=f"line {mark.line + 2}" if mark else "",
            remedy="write 'name: value' on each line, and put texts with a colon in quotes",
        ) from error
    return FrontMatter(fields=dict(post.metadata), text=post.content, sha256=hashlib.sha256(data).hexdigest())


def read_item(path: Path, file: str) -> tuple[WrittenItem, list[Finding]]:
    """The item in `path` (`item-3.md` is item 3). Raises ContentError when it cannot be used at all."""
    front = read_front_matter(path, file)
    findings = [_unknown(file, name) for name in front.fields if name not in _KNOWN]
    number = re.fullmatch(r"item-([0-9]{1,3}[a-z]?)\.md", path.name)
    title = _text(front.fields.get("title"))
    if number is None or not title:
        raise ContentError("a written item needs a name like item-3.md and a title", file=file, remedy="add 'title: …'")
    attachments = tuple(_attachments(front.fields.get("attachments"), path.parent, file, findings))
    item = WrittenItem(
        source=SourceFile(file=file, sha256=front.sha256),
        number=number[1],
        title=title,
        duration_minutes=_minutes(front.fields.get("duration"), file, findings),
        case_numbers=tuple(_texts(front.fields.get("case"))),
        responsible=_text(front.fields.get("responsible")) or None,
        openness=openness_word(front.fields.get("openness")),
        recommendations=tuple(_texts(front.fields.get("recommendations"))),
        decision=note_blocks(_long_text(front.fields.get("decision")), file),
        body=note_blocks(front.text, file),
        attachments=attachments,
    )
    return item, findings


def note_blocks(text: str, file: str) -> tuple[TextBlock, ...]:
    """Clerk-written Markdown of `file` as text blocks. Raises ContentError where it cannot be read."""
    try:
        return markdown_blocks(text)
    except TooDeep as error:
        raise ContentError(
            "lists, quotations or tags are nested too deep", file=file, remedy="write them beside each other"
        ) from error


def openness_word(value: object) -> str:
    """The declared word in lower case, "" when nothing is declared. Anything that is not text counts as "lukket"."""
    if value is None:
        return ""
    return value.strip().lower() if isinstance(value, str) else "lukket"


def _text(value: object) -> str:
    return clean(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _long_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in (_text(entry) for entry in values) if text]


def _minutes(value: object, file: str, findings: list[Finding]) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 24 * 60:
        return value
    findings.append(
        _warning("not-minutes", file, "'duration' is not a number of minutes; it was left out", "duration: 20")
    )
    return None


def _attachments(value: object, folder: Path, file: str, findings: list[Finding]) -> Iterable[WrittenAttachment]:
    for entry in value if isinstance(value, list) else []:
        fields = entry if isinstance(entry, dict) else {"title": entry}
        title = _text(fields.get("title"))
        if not title:
            findings.append(_warning("attachment-without-title", file, "an attachment has no title", "- title: …"))
            continue
        name = _long_text(fields.get("file"))
        blocks = _attachment_blocks(folder, name, file, findings) if name else ()
        yield WrittenAttachment(title=title, openness=openness_word(fields.get("openness")), blocks=blocks, file=name)


def _attachment_blocks(folder: Path, name: str, file: str, findings: list[Finding]) -> tuple[TextBlock, ...]:
    path = folder / name
    if not re.fullmatch(r"[\w.-]{1,80}\.md", name) or path.is_symlink() or not path.is_file():
        findings.append(
            _warning("attachment-file", file, "an attachment's file was not found beside the item", "file: bilag-1.md")
        )
        return ()
    own = f"{Path(file).parent}/{name}"
    return note_blocks(read_front_matter(path, own).text, own)


def _unknown(file: str, name: object) -> Finding:
    return _warning(
        "unknown-field", file, f"'{shown(name)}' is not a field of an item; it was ignored", "check the spelling"
    )


def _warning(code: str, file: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, file=file, message=message, remedy=remedy)


def date_text(value: object) -> str:
    """A date or time of the front matter as text: YAML reads `2024-06-04` as a date and `10:30` as 630."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value // 60:02d}:{value % 60:02d}"
    return _text(value)
