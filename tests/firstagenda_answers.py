"""Invented answers of a FirstAgenda server for Nordlunde Kommune, in the shape of FORMATS.md section 3."""

from __future__ import annotations

import uuid
from typing import Any

from generator.clean.steps import clean

_WORD = (
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    '<meta name="generator" content="Tekst 22.1"><title>Skjult titel</title>'
)


def guid(name: str) -> str:
    """The same id for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def field(heading: str, inner: str, kind: str = "ukendt") -> str:
    """A headed field as the server writes it: dirty, with a nested head, an empty heading and a spacer."""
    dirty = f"{_WORD}<div>{inner}<h3> </h3><p><span> </span></p></div>"
    return f"<h3>{heading}</h3>\r\n<span class='{kind}'>{dirty}</span>\r\n"


def html_of(*fields: str) -> str:
    """The HTML of an item."""
    return f"<div><div id='sagsfremstillingContainer'>\r\n\r\n{''.join(fields)}\r\n</div></div>"


def attachment(name: str, key: str = "") -> dict[str, Any]:
    """An attachment with a PDF."""
    return {"HarPdfVersion": "true", "Order": 0, "Navn": name, "Id": guid(key or name)}


def item(number: int | str, title: str, *, html: str = "", is_open: object = True, **more: Any) -> dict[str, Any]:
    """An item. A closed one has its title and case number too, as real servers send it."""
    caption = title if is_open is True else f"Lukket: {title}"
    return {
        "Lydfiler": None,
        "Felter": [{"Navn": "", "Html": html if is_open is True else "", "Tekst": None, "Link": ""}],
        "SagsNummer": more.get("case"),
        "CaseNumber": more.get("case"),
        "Navn": caption,
        "Caption": caption,
        "Punktnummer": str(number),
        "Number": str(number),
        "Sorting": number if isinstance(number, int) else 0,
        "IsOpen": is_open,
        "Id": more.get("id") or guid(f"item {clean(title)}"),
        "Bilag": list(more.get("attachments", ())),
        "SourceId": "4711",
    }


def answer(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A whole answer: `begin`, `end`, `kind` ("Dagsorden"), `body`, `people`, `id`."""
    kind = more.get("kind", "Dagsorden")
    return {
        "Dagsordenpunkter": list(items),
        "Udvalg": {"Id": guid("udvalg"), "Navn": more.get("body", "Byrådet"), "Historisk": False},
        "Moede": {
            "Id": "00000000-0000-0000-0000-000000000000",
            "MeetingBeginUtc": more.get("begin", "2026-05-18T17:00:00+02:00"),
            "MeetingEndUtc": more.get("end"),
            "Dato": more.get("begin", "2026-05-18T17:00:00+02:00"),
            "Sted": more.get("place", "Rådhuset "),
            "Afsluttet": kind == "Referat",
            "Moededeltagere": [{"Name": name, "Absent": absent} for name, absent in more.get("people", ())],
            "Navn": kind,
        },
        "TillaegsDagsorden": False,
        "Id": more.get("id") or guid(f"moede {more.get('begin', '')} {kind}"),
    }
