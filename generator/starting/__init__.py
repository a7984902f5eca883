"""`moedearkiv init`: the folder of a new municipality, ready to fetch, build and deploy.

    <folder>/mkdocs.yml, hooks.py, overrides/      the site
    <folder>/content/                              bodies, topics, glossary
    <folder>/Makefile, requirements.lock           sets up and runs the generator
    <folder>/.github/, .gitlab-ci.yml              the nightly job

The site's frame and the nightly job are copies of the generator's own, so that the folder stands alone; the
generator itself is installed from `generator`, an address pip understands.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

import generator
from generator import urls
from generator.findings import ContentError

_HERE = Path(__file__).parent
_COPIED = (".gitlab-ci.yml", ".gitignore", "requirements.lock", "overrides", ".github/workflows/nightly.yml")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBody:
    """A body to begin with. `source_name` is its name on the server, "" where nothing is fetched for it."""

    name: str
    source_name: str = ""

    @property
    def slug(self) -> str:
        """Its folder under content/ and in addresses (DESIGN section 5: æ→ae, ø→oe, å→aa)."""
        return urls.slug(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a municipality says of itself. `server` and `since` (ISO date) may be ""."""

    organisation: str
    site_url: str
    contact: str
    telephone: str
    server: str
    since: str
    bodies: tuple[NewBody, ...]
    generator: str  # what pip installs: an address, or a folder


def begin(folder: Path, start: Start) -> tuple[str, ...]:
    """Write the new project; the files written, sorted. Raises ContentError before anything is written.

    The folder must be missing or empty: nothing is ever written over.
    """
    _refuse(folder, start)
    source = _generator_root()
    for name in _COPIED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (source / name).is_dir():
            shutil.copytree(source / name, target)
        else:
            shutil.copyfile(source / name, target)
    for name, text in _files(source, start).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf8")
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))


def _refuse(folder: Path, start: Start) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ContentError("the folder is not empty", file=folder.name, remedy="choose a new one; nothing was written")
    slugs = [body.slug for body in start.bodies]
    unfit = [body.name for body in start.bodies if not _SLUG.fullmatch(body.slug) or body.slug in urls.OWN_FOLDERS]
    if unfit:
        raise ContentError(
            f"the name {unfit[0]!r} gives no address of its own",
            remedy="use letters and digits, and no word of the site's",
        )
    if len(set(slugs)) < len(slugs):
        raise ContentError("two bodies would get the same address", remedy="give them names that differ in letters")


def _generator_root() -> Path:
    root = Path(generator.__file__).parent.parent
    if not all((root / name).exists() for name in _COPIED):
        raise ContentError(
            "the generator's own site frame is not on this machine",
            remedy="run init from a clone of moedearkiv, not from an installed package",
        )
    return root


def _files(source: Path, start: Start) -> dict[str, str]:
    files = {
        "mkdocs.yml": _mkdocs((source / "mkdocs.yml").read_text("utf8"), start),
        "hooks.py": '"""MkDocs\' hooks are the generator\'s."""\n\nfrom generator.hooks import *  # noqa: F403\n',
        "Makefile": (_HERE / "Makefile").read_text("utf8").replace("@GENERATOR@", start.generator),
        "README.md": (_HERE / "README.md").read_text("utf8").replace("@ORGANISATION@", start.organisation),
        "content/topics.yml": (_HERE / "topics.yml").read_text("utf8"),
        "content/glossary.yml": (_HERE / "glossary.yml").read_text("utf8"),
    }
    return files | {f"content/{body.slug}/body.md": _body(body, start) for body in start.bodies}


def _mkdocs(own: str, start: Start) -> str:
    """Our mkdocs.yml with the municipality's facts in its first part, which is the part that is theirs."""
    works = own[own.index("# --- below here") :].replace("generator/hooks.py", "hooks.py")
    footer = own[own.index("  footer:") : own.index("# --- below here")]
    facts = {
        "organisation": start.organisation,
        "contact": start.contact,
        "telephone": start.telephone,
    }
    lines = [
        "# The site. `moedearkiv build` fills in docs_dir and site_dir.",
        f"site_name: {_quoted(_genitive(start.organisation) + ' mødearkiv')}",
        f"site_url: {_quoted(start.site_url)}",
        f"site_description: {_quoted('Beslutninger, indstillinger og bilag fra de åbne dagsordener')}",
        f"copyright: {_quoted('Arkivet viser kun åbne punkter og er ikke den lovpligtige offentliggørelse.')}",
        "",
        "extra:",
        "  generator: false # no link to the theme's makers",
        "  archive:",
        *(f"    {name}: {_quoted(value)}" for name, value in facts.items() if value),
        "    latest_meetings: 5",
        "    # feedback: mailto:…       a link on every page that carries the page's address",
        "    # accessibility: {date: 2026-01-31}   when the accessibility statement was made or looked over",
    ]
    return "\n".join(lines) + "\n" + footer + works


def _genitive(name: str) -> str:
    return f"{name}'" if name.endswith(("s", "x", "z")) else f"{name}s"


def _quoted(value: str) -> str:
    """A YAML string that means just `value`; JSON's strings are YAML's."""
    return json.dumps(value, ensure_ascii=False)


def _body(body: NewBody, start: Start) -> str:
    front: dict[str, object] = {"name": body.name, "organisation": start.organisation}
    if start.server and body.source_name:
        source = {"kind": "firstagenda", "server": start.server, "body": body.source_name}
        front["source"] = source | ({"from": start.since} if start.since else {}) | {"openness": "åben"}
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)}---\n"
