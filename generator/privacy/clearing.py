"""What clerks have cleared: `cleared:` in meeting.md and body.md, and `not_cpr:` at an item. Each with a reason.

cleared:
  - {text: "99 40 10 22", reason: the library's own number}
  - {item: 3, text: diagnose, reason: the speaker told it herself in the open meeting}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.clean.steps import clean
from generator.cpr import mask
from generator.findings import Finding, Severity

_FIELDS = ("text", "reason", "item")
_EXAMPLE = 'write - {text: "99 40 10 22", reason: why it may be shown}'


def compact(text: str) -> str:
    """Letters and digits alone, in lower case: the same however a number or a name is spaced."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """One entry. `scope` is the id of the meeting, item, attachment or body that it holds for, with all below it.

    `text` is what stands in the paper, compact; "" clears every CPR number of exactly that item or attachment
    (`not_cpr`).
    """

    scope: str
    text: str
    reason: str
    file: str
    place: str


@dataclass(slots=True)
class Clearings:
    """All entries, and which of them have been of use."""

    entries: tuple[Clearing, ...] = ()
    _used: set[Clearing] = field(default_factory=set)

    def reason(self, where: str, forms: Iterable[str], *, cpr: bool = False) -> str | None:
        """Why what is written in one of `forms` (compact) at `where` may be shown; None where nobody says so."""
        known = set(forms)
        fitting = [
            entry
            for entry in self.entries
            if (cpr and where == entry.scope if not entry.text else entry.text in known and _within(where, entry.scope))
        ]
        self._used.update(fitting)
        return fitting[0].reason if fitting else None

    @property
    def used(self) -> tuple[Clearing, ...]:
        """The entries that have been of use, in their order."""
        return tuple(entry for entry in self.entries if entry in self._used)

    def stale(self) -> Iterator[Finding]:
        """Entries that match nothing: what they cleared is gone, or they are misspelled."""
        for entry in self.entries:
            if entry not in self._used:
                yield Finding(
                    code="clearing-stale",
                    severity=Severity.WARNING,
                    file=entry.file,
                    place=entry.place,
                    message="this clears nothing: nothing of the kind stands in these papers",
                    remedy="write it as it stands in the paper, or take the entry out",
                )


def _within(where: str, scope: str) -> bool:
    return where == scope or where.startswith((f"{scope}/", f"{scope} "))


def read_clearings(value: object, scope: str, file: str) -> tuple[list[Clearing], list[Finding]]:
    """The entries under `cleared:`. What is not understood, or has no reason, clears nothing and is told of."""
    if value is None:
        return [], []
    if not isinstance(value, list):
        return [], [_refused(file, "cleared", "'cleared' is not a list", _EXAMPLE)]
    clearings: list[Clearing] = []
    findings: list[Finding] = []
    for number, entry in enumerate(value, 1):
        read = _entry(entry, scope, file, f"cleared, entry {number}")
        (clearings if isinstance(read, Clearing) else findings).append(read)  # type: ignore[arg-type]
    return clearings, findings


def _entry(entry: object, scope: str, file: str, place: str) -> Clearing | Finding:
    if not isinstance(entry, Mapping):
        return _refused(file, place, "the entry has no fields", _EXAMPLE)
    unknown = [clean(str(key)) for key in entry if key not in _FIELDS]
    if unknown:
        return _refused(file, place, f"unknown field '{mask(unknown[0])}'", _EXAMPLE)
    text, reason, item = (clean(str(entry.get(key) or "")) for key in _FIELDS)
    if not isinstance(entry.get("text"), str) or not compact(text):
        return _refused(file, place, "the text that is cleared is missing, or is not in quotes", _EXAMPLE)
    if not reason:
        return _without_reason(file, place)
    item = item.removeprefix(f"{scope}/")
    return Clearing(
        scope=f"{scope}/{item}" if item else scope, text=compact(text), reason=reason, file=file, place=place
    )


def read_not_cpr(value: object, meeting: str, file: str) -> tuple[list[Clearing], list[Finding]]:
    """`items: {4: {not_cpr: it is a product number}}`, and the same at an attachment."""
    clearings: list[Clearing] = []
    findings: list[Finding] = []
    for scope, said in _said_of_items(value, meeting):
        if "not_cpr" not in said:
            continue
        reason, place = said["not_cpr"], f"not_cpr at {scope}"
        if isinstance(reason, str) and clean(reason):
            clearings.append(Clearing(scope=scope, text="", reason=clean(reason), file=file, place=place))
        else:
            findings.append(_without_reason(file, place))
    return clearings, findings


def _said_of_items(value: object, meeting: str) -> Iterator[tuple[str, Mapping[object, object]]]:
    for number, fields in (value if isinstance(value, dict) else {}).items():
        known = fields if isinstance(fields, dict) else {}
        yield f"{meeting}/{number}", known
        inner = known.get("attachments")
        for attachment, said in (inner if isinstance(inner, dict) else {}).items():
            yield f"{meeting}/{number}/bilag-{attachment}", said if isinstance(said, dict) else {}


def _without_reason(file: str, place: str) -> Finding:
    return _refused(file, place, "a clearing needs a reason; this one clears nothing", "write why it may be shown")


def _refused(file: str, place: str, message: str, remedy: str) -> Finding:
    return Finding(
        code="clearing-refused", severity=Severity.ERROR, file=file, place=place, message=message, remedy=remedy
    )
