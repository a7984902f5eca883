"""Which body is meant where a paper names one: by its name, or by its kind where the organisation has one such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import urls
from generator.cache import digest
from generator.model import Body

# The word that names a kind of body, and what then stands in the name (or the id) of such a body of the archive.
_KINDS = {
    "byråd": "byraad",
    "kommunalbestyrelse": "kommunalbestyrelse",
    "magistrat": "magistraten",
    "rådmand": "raadmandsmoede",
}
# rådmandsmøde  rådmandsmødet  Rådmanden  rådmandskredsen
_RAADMAND = r"rådmand(?:smøder?(?:t|ts)?|en|ens|skredsen)\b"
# byrådet  byrådets  Aarhus Byråd  byrådsmødet  byrådsdebatten
_BYRAAD = r"byråd(?:et|ets|s(?:møde|debat)\w*)?\b"
_KOMMUNALBESTYRELSE = r"kommunalbestyrelse(?:n|ns|smøde\w*)?\b"
# Magistraten  Magistratens  magistratsmødet; not Magistratsafdelingen for Børn og Unge
_MAGISTRAT = r"magistrat(?:en|ens|smøde\w*)\b"
# Klima- og Teknikudvalget  udvalgsmødet  Børn og Unge-udvalget  Teknisk Udvalg
_UDVALG = r"[\w-]*udvalg(?:et|ets|s(?:møde|ets)\w*)?\b"
_NAMED = re.compile(
    rf"\b(?:(?P<rådmand>{_RAADMAND})|(?P<byråd>{_BYRAAD})|(?P<kommunalbestyrelse>{_KOMMUNALBESTYRELSE})"
    rf"|(?P<magistrat>{_MAGISTRAT})|(?P<udvalg>{_UDVALG}))",
    re.IGNORECASE,
)
_BARE_COMMITTEE = re.compile(r"udvalg(?:et|ets|s(?:møde|ets)\w*)?", re.IGNORECASE)
# Børn og Unge (udvalget)   Social- og (udvalget): a name's first half, but not the first word of a sentence
_NAME_BEFORE = re.compile(r"(?<!^)(?:\b[A-ZÆØÅ][\w-]+|-)(?:,| og)?\s*$|\b[A-ZÆØÅ][\w-]*(?:,| og) [\w-]+\s*$")
# udvalget, udvalgets, udvalgsmødet → udvalg; rådmandsmødet, rådmandsmøder → rådmandsmøde
_ENDING = re.compile(r"(udvalg)(?:ets?|smoedet?)$|^(raadmandsmoede)[rt]s?$|^(byraad)ets?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBody:
    """A body in a text. `id` is None where the archive has no such body, or more than one."""

    id: str | None
    start: int
    end: int


class Bodies:
    """The bodies of the archive, to be found by what papers call them."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._bodies = {body.id: body for body in bodies}
        self._seen: dict[str, bytes] = {}  # by organisation

    def name(self, body: str) -> str:
        """The body's name as in body.md."""
        return self._bodies[body].name

    def organisation(self, body: str) -> str:
        """Whose body it is. Case numbers and names of bodies mean something within it only."""
        return self._bodies[body].organisation

    def called(self, name: str, home: str) -> str | None:
        """The body with that name in a form ("Nordlunde Byråd", "Rådmandsmøde for …"), seen from `home`."""
        peers = self._peers(self.organisation(home))
        exact = [body.id for body in peers if _plain(body.name) == _plain(name)]
        if exact:
            return exact[0] if len(exact) == 1 else None
        named = list(self.named(name, None, self.organisation(home)))
        if len(named) != 1 or re.search(r"\b(?:for|i)\s+\w", name[named[0].end :]):
            return None
        return named[0].id

    def named_by(self, body: str, text: str, home: str | None) -> Iterator[NamedBody]:
        """The bodies that a paper of a meeting of `body` names; `home` is the body that speaks in it."""
        return self.named(text, home, self.organisation(body))

    def seen_from(self, body: str) -> bytes:
        """The fingerprint of all that can be read here in a paper of `body`."""
        organisation = self.organisation(body)
        if organisation not in self._seen:
            peers = self._peers(organisation)
            self._seen[organisation] = digest(*(part for peer in peers for part in (peer.id, peer.name)))
        return self._seen[organisation]

    def named(self, text: str, home: str | None, organisation: str) -> Iterator[NamedBody]:
        """The bodies that `text` names, in order.

        `home` is the body whose paper it is, None where the archive does not have it; "udvalget" is that body then.
        """
        for match in _NAMED.finditer(text):
            kind = match.lastgroup or ""
            if kind == "udvalg":
                found = self._committee(text, match, home, organisation)
            else:
                found = self._of_kind(kind, home, organisation)
                if kind == "rådmand" and _of_another(text[match.end() :]):
                    found = self._by_long_name(text, match, organisation)
            yield NamedBody(id=found, start=match.start(), end=match.end())

    def _of_kind(self, kind: str, home: str | None, organisation: str) -> str | None:
        if home is not None and _is_of_kind(self._bodies[home], kind):
            return home
        found = [body.id for body in self._peers(organisation) if _is_of_kind(body, kind)]
        return found[0] if len(found) == 1 else None

    def _committee(self, text: str, match: re.Match[str], home: str | None, organisation: str) -> str | None:
        before, after = _plain(text[max(0, match.start() - 80) : match.end()]), _plain(text[match.start() :])
        for body in self._peers(organisation):
            name = _plain(body.name)
            if "udvalg" in name and (_ends_with(before, name) or after.startswith(name)):
                return body.id
        bare = _BARE_COMMITTEE.fullmatch(match[0]) and not _NAME_BEFORE.search(text[: match.start()])
        if not bare or re.match(r"\s+for\b", text[match.end() :]):
            return None
        return home if home is not None and "udvalg" in _plain(self._bodies[home].name) else None

    def _by_long_name(self, text: str, match: re.Match[str], organisation: str) -> str | None:
        after = _plain(text[match.start() :])
        found = [body.id for body in self._peers(organisation) if after.startswith(_plain(body.name))]
        return found[0] if len(found) == 1 else None

    def _peers(self, organisation: str) -> list[Body]:
        return [body for body in self._bodies.values() if body.organisation == organisation]


def _is_of_kind(body: Body, kind: str) -> bool:
    names = f"{_plain(body.name)} {body.id}"
    return _KINDS[kind] in names and "afdeling" not in names


def _of_another(after: str) -> bool:
    """`rådmandsmødet for Sundhed og Omsorg`, `rådmandsmøde i MSO`: the words after name whose it is."""
    return bool(re.match(r"\s+(?:for|i|hos)\s+[A-ZÆØÅ]", after))


def _plain(name: str) -> str:
    """The name's words as in an address, without the endings that papers leave out."""
    words = urls.slug(name).split("-")
    return " ".join(_ENDING.sub(lambda m: m[1] or m[2] or m[3], word) for word in words)


def _ends_with(text: str, name: str) -> bool:
    return text == name or text.endswith(f" {name}")
