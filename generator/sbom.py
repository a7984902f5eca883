"""What the site was built with, as a CycloneDX 1.6 list (SBOM). It lies beside the report and is not published.

The set is what the package asks for and what that asks for, as installed: with the lock files, the locked set. Tools
of developers do not count, also where they are installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import metadata
from typing import Any

import pikepdf
import pypdfium2.version
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NAME = "moedearkiv"


def render() -> str:
    """The list as JSON; the same for the same installation: no date, no number of chance."""
    components = {name: metadata.distribution(name) for name in _closure(NAME)}
    parts = [_component(found) for name, found in components.items() if name != NAME]
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**_component(components[NAME]), "type": "application"}},
        "components": sorted([*parts, *_bundled()], key=lambda part: str(part["bom-ref"])),
        "dependencies": [
            {"ref": _purl(found), "dependsOn": sorted({_purl(components[name]) for name in _needs(found)})}
            for _, found in sorted(components.items())
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _closure(name: str) -> list[str]:
    """The names of a distribution and of all that it needs, each once."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        here = canonicalize_name(waiting.pop())
        if here not in found:
            found[here] = None
            waiting += _needs(metadata.distribution(here))
    return sorted(found)


def _needs(distribution: metadata.Distribution) -> Iterator[str]:
    """What a distribution asks for on this machine, without its extras."""
    for line in distribution.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def _component(distribution: metadata.Distribution) -> dict[str, Any]:
    name, licence = distribution.metadata["Name"], distribution.metadata.json.get("license_expression")
    return {
        "type": "library",
        "bom-ref": _purl(distribution),
        "name": name,
        "version": distribution.version,
        "purl": _purl(distribution),
        **({"licenses": [{"expression": licence}]} if licence else {}),
    }


def _purl(distribution: metadata.Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(distribution.metadata['Name'])}@{distribution.version}"


def _bundled() -> Iterator[dict[str, Any]]:
    """The two libraries that open hostile PDFs stand inside wheels, where no list of packages shows them."""
    for name, version in (
        ("pdfium", str(pypdfium2.version.PDFIUM_INFO.version)),
        ("qpdf", pikepdf.__libqpdf_version__),
    ):
        purl = f"pkg:generic/{name}@{version}"
        yield {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
