"""What a municipality sets about its site (name, address, contact), read from mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.findings import ContentError


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """The site's own facts. `site_url` ends in a slash, or is "" where the address is not known yet."""

    site_name: str = "Mødearkiv"
    organisation: str = "Kommunen"
    site_url: str = ""
    contact: str = ""  # shown as it is: an office, a telephone number, an e-mail address
    latest_meetings: int = 5  # how many the front page shows in full

    def address(self, path: str) -> str:
        """The public address of a path below the site's root: absolute where the site's address is known."""
        return (self.site_url or "/") + path


def load_settings(project_root: Path) -> SiteSettings:
    """The settings in `mkdocs.yml`: its own site_name and site_url, and `extra.archive`."""
    config_file = project_root / "mkdocs.yml"
    try:
        config: dict[str, Any] = yaml.safe_load(config_file.read_text(encoding="utf-8"))
        extra: dict[str, Any] = config["extra"]["archive"]
        return SiteSettings(
            site_name=str(config["site_name"]),
            organisation=str(extra["organisation"]),
            site_url=_with_slash(str(config.get("site_url") or "")),
            contact=str(extra.get("contact") or ""),
            latest_meetings=int(extra.get("latest_meetings", 5)),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise ContentError(
            f"cannot read the site's settings ({type(error).__name__}: {error})",
            file="mkdocs.yml",
            remedy="site_name and extra.archive.organisation must be set",
        ) from error


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else f"{url}/"
