"""What a municipality sets about its site (name, address, contact), read from mkdocs.yml."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.findings import ContentError
from generator.privacy.contacts import Shown

_PLAIN = re.compile(r"[\w:/?#@&+,=.~%-]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """The site's own facts. `site_url` ends in a slash, or is "" where the address is not known yet."""

    site_name: str = "Mødearkiv"
    organisation: str = "Kommunen"
    site_url: str = ""
    contact: str = ""  # shown as it is: an office, a telephone number, an e-mail address
    latest_meetings: int = 5  # how many the front page shows in full
    feedback: str = ""  # "mailto:…" or an https address that takes `side`; "" leaves the link out
    telephone: str = ""  # the accessibility statement must name one
    public_contacts: tuple[str, ...] = ()  # numbers and addresses of offices that are shown in the papers' texts
    show_caseworkers: bool = False  # whether caseworkers' own numbers and addresses are shown, too
    accessibility_date: str = ""  # ISO: when the statement was made or looked over
    licence_name: str = "CC-BY-4.0"  # an SPDX id, or a name of one's own; the municipality decides
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/deed.da"
    originals: bool = False  # whether papers that are open as a whole may be published as files
    security_contact: str = ""  # "mailto:…", "https://…" or "tel:…", for security.txt
    accessibility_official: str = ""  # the statement in Digitaliseringsstyrelsen's WAS-Tool

    @property
    def shown_contacts(self) -> Shown:
        """The addresses and numbers that are not left out of texts: the municipality's own."""
        own = (self.contact, self.feedback.partition("?")[0], self.telephone, *self.public_contacts)
        return Shown.of_texts(*own, staff=self.show_caseworkers)

    def address(self, path: str) -> str:
        """The public address of a path below the site's root: absolute where the site's address is known."""
        return (self.site_url or "/") + path


def load_settings(project_root: Path) -> SiteSettings:
    """The settings in `mkdocs.yml`: its own site_name and site_url, and `extra.archive`."""
    config_file = project_root / "mkdocs.yml"
    try:
        config: dict[str, Any] = yaml.safe_load(config_file.read_text(encoding="utf-8"))
        extra: dict[str, Any] = config["extra"]["archive"]
        licence: dict[str, Any] = extra.get("licence") or {}
        own: dict[str, str] = (
            {}
            if not licence
            else {
                "licence_name": str(licence["name"]),
                "licence_url": _address(str(licence["url"]), ("https://", "http://")),
            }
        )
        statement: dict[str, Any] = extra.get("accessibility") or {}
        return SiteSettings(
            site_name=str(config["site_name"]),
            organisation=str(extra["organisation"]),
            site_url=_with_slash(str(config.get("site_url") or "")),
            contact=str(extra.get("contact") or ""),
            latest_meetings=int(extra.get("latest_meetings", 5)),
            feedback=_address(str(extra.get("feedback") or ""), ("mailto:", "https://", "http://")),
            telephone=str(extra.get("telephone") or ""),
            **own,
            public_contacts=tuple(str(entry) for entry in extra.get("public_contacts") or ()),
            show_caseworkers=extra.get("show_caseworkers") is True,
            originals=_flag(extra.get("originals")),
            security_contact=_address(str(extra.get("security_contact") or ""), ("mailto:", "https://", "tel:")),
            accessibility_date=_day(str(statement.get("date") or "")),
            accessibility_official=_address(str(statement.get("official") or ""), ("https://",)),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise ContentError(
            f"cannot read the site's settings ({type(error).__name__}: {error})",
            file="mkdocs.yml",
            remedy="site_name and extra.archive.organisation must be set; dates are written 2025-07-01, "
            "feedback is mailto:… or https://…, the official statement https://…",
        ) from error


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else f"{url}/"


def _address(address: str, starts: tuple[str, ...]) -> str:
    """An address that may stand in a link: it starts as it should, and holds no space or quote."""
    if address and (not address.startswith(starts) or not _PLAIN.fullmatch(address)):
        raise ValueError(f"{address!r} is no address of the right kind")
    return address


def _flag(value: object) -> bool:
    if value not in (None, True, False):
        raise ValueError(f"{value!r} is neither true nor false")
    return bool(value)


def _day(iso: str) -> str:
    return datetime.date.fromisoformat(iso).isoformat() if iso else ""
