"""Ways to hide a fragment of what is withheld, and places of a site to put it: for the audit's tests and measurement.

`python -m tests.leaking 3000` builds the sample archive, tries that many leaks in it and tells what was found.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import gzip
import html
import json
import random
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator import pipeline, urls
from generator.audit.bunches import Bunch
from generator.audit.condensing import Condenser
from generator.audit.folding import normal
from generator.audit.leaks import Readable, leaks_in, suspicion
from generator.audit.secrets import LONE_WORD, Secrets, secrets_of
from generator.paths import Paths
from tests.samples import ROOT

Chance = random.Random
_WORD = re.compile(r"[^\W_]+")


# --- how a fragment may be written ------------------------------------------------------------------------


def _wrapped(text: str, chance: Chance) -> str:
    return " ".join(f"{word}\n  " if chance.random() < 0.4 else word for word in text.split())


def _hyphenated(text: str, chance: Chance) -> str:
    def cut(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < 8 or not word.isalpha():
            return word
        at = chance.randint(3, len(word) - 3)
        return word[:at] + chance.choice(["-\n", "\u00ad", "-\n   ", "\u200b"]) + word[at:]

    return _WORD.sub(cut, text)


def _tagged(text: str, chance: Chance) -> str:
    words = [chance.choice(["<b>{}</b>", "<span class=x>{}</span>", "{}", "{}<br>"]).format(w) for w in text.split()]
    return " ".join(words)


def _references(text: str, chance: Chance) -> str:
    form = chance.choice(["&#{};", "&#x{:x};", "&#X{:X};", "&#0{};"])
    share = chance.choice([0.2, 1.0])
    return "".join(form.format(ord(c)) if c.isalnum() and chance.random() < share else c for c in text)


def _named(text: str, chance: Chance) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode() if chance.random() < 0.5 else _by_name(text)


def _by_name(text: str) -> str:
    names = {"æ": "&aelig;", "ø": "&oslash;", "å": "&aring;", "Æ": "&AElig;", "Ø": "&Oslash;", "Å": "&Aring;",
             "é": "&eacute;", " ": "&nbsp;"}  # fmt: skip
    return "".join(names.get(letter, letter) for letter in text)


def _percent(text: str, chance: Chance) -> str:
    code = quote(text, safe="", encoding=chance.choice(["utf-8", "utf-8", "cp1252"]), errors="replace")
    if chance.random() < 0.3:
        code = code.lower()
    return quote(code, safe="") if chance.random() < 0.2 else code


def _json(text: str, chance: Chance) -> str:
    code = json.dumps(text)
    if chance.random() < 0.3:
        code = "".join(f"\\u{ord(letter):04X}" for letter in text)
    return json.dumps(code) if chance.random() < 0.2 else code


def _base64(text: str, chance: Chance) -> str:
    written = base64.b64encode(text.encode()).decode()
    return chance.choice([written, written.rstrip("="), base64.encodebytes(text.encode()).decode()])


WRITINGS: dict[str, Callable[[str, Chance], str]] = {
    "as it is": lambda text, _: text,
    "wrapped": _wrapped,
    "hyphenated": _hyphenated,
    "capitals": lambda text, _: text.upper(),
    "small letters": lambda text, _: text.lower(),
    "with tags": _tagged,
    "references": _references,
    "names of letters": _named,
    "escaped twice": lambda text, chance: html.escape(_references(text, chance)),
    "percent": _percent,
    "JSON": _json,
    "slug": lambda text, _: urls.slug(text),
    "decomposed": lambda text, _: unicodedata.normalize("NFD", text),
    "base64": _base64,
    "typographic spaces": lambda text, _: text.replace(" ", "\u2009\u00a0"),
}


# --- where it may be put ----------------------------------------------------------------------------------


def put(data: bytes, name: str, written: str, chance: Chance) -> bytes:
    """The bytes of a site's file with the fragment at a random place of it."""
    if data.startswith(b"\x1f\x8b"):
        inner = gzip.decompress(data)
        if name.endswith(".pak"):
            return gzip.compress(json.dumps(_into(json.loads(inner), written, chance), ensure_ascii=False).encode())
        return gzip.compress(put(inner, name, written, chance))
    text = data.decode("utf-8")
    places = [match.start() for match in re.finditer(r"\s", text)] or [len(text)]
    at = chance.choice(places)
    return f"{text[:at]} {written} {text[at:]}".encode()


def _into(value: object, written: str, chance: Chance) -> object:
    """JSON with the fragment somewhere among its strings: a key, or an entry."""
    if isinstance(value, dict) and value:
        key = chance.choice(sorted(value))
        return value | ({written: value[key]} if chance.random() < 0.5 else {key: _into(value[key], written, chance)})
    if isinstance(value, list):
        at = chance.randint(0, len(value))
        return [*value[:at], written, *value[at:]]
    return [value, written]


# --- fragments --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tried:
    """One leak that was tried. `fragment` and `written` are for whoever mends the audit."""

    file: str
    writing: str
    fragment: str
    written: str
    found: bool


def fragment_of(secrets: Sequence[str], chance: Chance) -> str:
    """A whole short secret, or six to twelve words in a row of a long one."""
    secret = chance.choice(secrets)
    words = secret.split()
    if len(words) <= 12:
        return secret
    length = chance.randint(6, 12)
    at = chance.randint(0, len(words) - length)
    return " ".join(words[at : at + length])


def attempt(site: Path, files: Sequence[str], secrets: Secrets, withheld: Sequence[str], chance: Chance) -> Tried:
    """Put one fragment that stands in no open paper into one file, audit that file, and put the file right again."""
    file = chance.choice(files)
    name, write = chance.choice(sorted(WRITINGS.items()))
    fragment = fragment_of(withheld, chance)
    while secrets.patterns.are_of(LONE_WORD)[secrets.patterns.find(normal(fragment))].all():
        fragment = fragment_of(withheld, chance)
    written = write(fragment, chance)
    before = (site / file).read_bytes()
    try:
        (site / file).write_bytes(put(before, file, written, chance))
        found = bool(suspicion(Readable.of(Condenser().condense(site, [file])), secrets))
        leaks = leaks_in(site, [Bunch(file, b"", (file,))], secrets) if found else None
        found = leaks is not None and any("holds" in sentence for sentence in leaks.sentences)
    finally:
        (site / file).write_bytes(before)
    return Tried(file, name, fragment, written, found)


def attempts(site: Path, secrets: Secrets, withheld: Sequence[str], *, times: int, seed: int) -> Iterator[Tried]:
    """`times` leaks, each in a random file of the site."""
    chance = random.Random(seed)
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    files = [file for file in found if not file.endswith(".sqlite")]  # words cannot be put into it from outside
    for _ in range(times):
        yield attempt(site, files, secrets, withheld, chance)


def try_leaks(folder: Path, *, times: int, seed: int) -> list[Tried]:
    """Build the sample archive in `folder` and try `times` leaks in it."""
    site = folder / "site"
    paths = Paths(project=ROOT, content=ROOT / "content", site=site, work=folder / "work")
    gathered = pipeline.build(paths, as_of=datetime.date(2025, 7, 1), quiet=True, progress=lambda _: None)
    decided = gathered.decided
    secrets = secrets_of(site, archive=decided.archive, connections=gathered.connections, withheld=decided.withheld)
    withheld = [secret for entry in decided.withheld for secret in entry.secrets if len(secret) >= 8]
    return list(attempts(site, secrets, withheld, times=times, seed=seed))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("times", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tried = try_leaks(Path(folder), times=given.times, seed=given.seed)
    missed = [leak for leak in tried if not leak.found]
    sys.stdout.write(f"{len(tried)} leaks tried, {len(tried) - len(missed)} found\n")
    sys.stdout.writelines(f"{leak}\n" for leak in missed[:40])


if __name__ == "__main__":
    main()
