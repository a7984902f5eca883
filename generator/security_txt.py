"""`/.well-known/security.txt` (RFC 9116): whom to tell of a weakness of the site."""

from __future__ import annotations

import datetime
import re

from generator.settings import SiteSettings

PATH = ".well-known/security.txt"
_MONTHS = 7  # RFC 9116 section 2.5.5 advises less than a year; counted from the month's start, so that bytes last
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def render(settings: SiteSettings, as_of: datetime.date) -> dict[str, str]:
    """The file by its path; nothing where the settings name no way to reach anybody (RFC 9116 demands one)."""
    contact = contact_address(settings)
    if not contact:
        return {}
    fields = [
        ("Contact", contact),
        ("Expires", f"{_expires(as_of).isoformat()}T00:00:00Z"),
        ("Preferred-Languages", "da, en"),
    ]
    if settings.site_url.startswith("https://"):
        fields.append(("Canonical", settings.address(PATH)))
    return {PATH: "".join(f"{name}: {value}\n" for name, value in fields)}


def contact_address(settings: SiteSettings) -> str:
    """`security_contact`, else an e-mail address in `contact`, else the feedback address, else the telephone."""
    found = _EMAIL.search(settings.contact)
    telephone = re.sub(r"[^\d+]", "", settings.telephone)
    written = f"mailto:{found[0]}" if found else ""
    feedback = settings.feedback if not settings.feedback.startswith("http://") else ""
    return settings.security_contact or written or feedback or (f"tel:{telephone}" if telephone else "")


def _expires(as_of: datetime.date) -> datetime.date:
    month = as_of.month - 1 + _MONTHS
    return datetime.date(as_of.year + month // 12, month % 12 + 1, 1)
