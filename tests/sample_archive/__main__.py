"""`python -m tests.sample_archive` rewrites the bundles of the sample archive."""

from __future__ import annotations

from pathlib import Path

from tests.sample_archive.compose import compose
from tests.sample_archive.minutes_pdf import minutes_pdf
from tests.sample_archive.model import Meeting, load_meetings
from tests.sample_archive.pdf_bundle import pdf_bundle
from tests.sample_archive.text_bundle import text_bundle

CONTENT = Path(__file__).parents[2] / "content"


def make_bundles() -> dict[str, bytes]:
    """Every bundle of the archive: its path inside `content/`, and its bytes."""
    return dict(_bundle(meeting) for meeting in load_meetings())


def _bundle(meeting: Meeting) -> tuple[str, bytes]:
    folder = f"{meeting.body}/{meeting.day.isoformat()}"
    match meeting.form:
        case "text":
            return f"{folder}/bundle.txt", text_bundle(compose(meeting)).encode()
        case "pdf":
            return f"{folder}/bundle.pdf", pdf_bundle(compose(meeting), meeting.day)
        case "minutes":
            return f"{folder}/bundle.pdf", minutes_pdf(meeting)
        case other:
            raise ValueError(f"{folder}: form {other!r} is none of text, pdf, minutes")


def main() -> None:
    """Write what `make_bundles` gives."""
    for name, data in make_bundles().items():
        path = CONTENT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
