"""Names of parties and persons in minutes: how an enumeration of them looks, and each as a reader would say it."""

from __future__ import annotations

import re

_CAPITAL = r"(?:[A-ZÆØÅÉÖÜ][\w’'.]*(?:-[A-Za-zÆØÅæøå][\w’']*)*)"  # Bak, SF's, Rød-Grønne, P.
_LINK = r"(?:de|den|det|for|van|von|af|i|på|la|el|uden|fra)"
_GROUP = (
    r"(?:(?:byråds|kommunalbestyrelses|regionsråds|borgerråds|parti)?(?:gruppe|grupper|gruppen)"
    r"|(?:byråds|udvalgs|kommunalbestyrelses)?(?:medlem|medlemmer|repræsentant|repræsentanter)"
    r"|(?:rådmand|rådmænd|formand))"
)
# Venstre · det Konservative Folkeparti · Enhedslisten de Rød-Grønnes byrådsgruppe · Jens P. Hansen (V) · Liste Ø
_NAME = (
    rf"(?:(?:byrådsmedlem|udvalgsmedlem|løsgænger|medlem|rådmand) )?(?:[Dd]e[nt]? )?{_CAPITAL}"
    rf"(?:(?: {_LINK}){{0,2}}(?: [–-])? {_CAPITAL}){{0,6}}(?: {_GROUP}\b)?(?: ?\([A-ZÆØÅ][\w ]{{0,30}}\))?"
)
ENUMERATION = rf"{_NAME}(?:(?:, (?:og |samt )?| og | samt | & | ?/ ?){_NAME}){{0,20}}"

# Bodies and officers that decide: what they "could not approve" is the outcome, not a position.
DECIDING = re.compile(r"^(?:Rådmand(?:en)?|Borgmesteren|Direktøren|Direktionen|Chefgruppen|Formanden)\b", re.IGNORECASE)

# Words that stand where a name could, but name nobody.
_NOBODY = re.compile(
    r"^(?:ingen|alle|andre|flere|nogle|enkelte|resten|begge|et|en|der|de|den|det|han|hun|vi|jeg|man|hvem|følgende|disse"
    r"|flertallet|mindretallet|medlemmerne|partierne|gruppen|grupperne|forslaget|indstillingen|punktet|sagen"
    r"|godkendt|vedtaget|tiltrådt|forkastet|udsat|dog|imod|mod|for|herefter|derefter|afstemning|bilag|ja|nej"
    r"|[\wæøå -]*(?:udvalget|byrådet|byråd|rådet|bestyrelsen|kommunen|forvaltningen|afdelingen|kredsen"
    r"|magistraten|direktionen|bestyrelse|udvalg))$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:byrådsmedlem|udvalgsmedlem|løsgænger|medlem)\s+", re.IGNORECASE)
_PARTED = re.compile(r", (?:og |samt )?| og | samt | & | ?/ ?")
_GROUP_TAIL = re.compile(rf" {_GROUP}$")
_SEVERAL = re.compile(r"(?:grupper|medlemmer|repræsentanter|rådmænd)$")


def split_names(enumeration: str) -> tuple[str, ...]:
    """The names, each without its group's word and genitive; nothing at all where one of them names nobody.

    "Socialistisk Folkepartis og Venstres byrådsgrupper og Jens Holm" → Socialistisk Folkeparti, Venstre, Jens Holm.
    """
    pieces = [piece.strip(" .") for piece in _PARTED.split(enumeration)]
    names: list[str] = []
    genitive = False  # the pieces before "…s grupper" are genitives too
    for piece in reversed(pieces):
        tail = _GROUP_TAIL.search(piece)
        if tail:
            genitive = bool(_SEVERAL.search(piece))
            names.append(_nominative(piece[: tail.start()]))
        elif genitive and piece.endswith(("s", "’", "'")):
            names.append(_nominative(piece))
        else:
            genitive = False
            names.append(_TITLE.sub("", piece))
    if any(_NOBODY.match(name) or name.endswith("-") for name in names):
        return ()
    return tuple(reversed(names))


def _nominative(genitive: str) -> str:
    """ "Venstres" → "Venstre", "SF's" → "SF"."""
    return re.sub(r"(?:['’]s|['’]|s)$", "", genitive)
