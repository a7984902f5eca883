"""Who a sentence says will do it: units, persons and offices, as written."""

from __future__ import annotations

import re

from generator.followups.units import NO_UNITS, Units
from generator.followups.verbs import PAPER

# The parts of a name; no two of them fit the same words, so that long lists of names are read in one go.
_TOKEN = r"[A-ZÆØÅ][\w&-]*"
_OFFICE = (
    r"(?:rådmanden|rådmændene|borgmesteren|forvaltningen|administrationen|direktionen|sekretariatet|magistraten|"
    r"mødekredsen|(?:rådmands)?kredsen|formandskabet|ledelsen|"
    r"(?:rådmandens|borgmesterens|direktørens|kommunens) (?:stab|sekretariat|afdeling|forvaltning)|"
    r"[\w-]{1,40}(?:chef(?:en|erne)?|leder(?:en|ne)|direktør(?:en|erne)|sekretariatet|afdelingen|forvaltningen|"
    r"formanden|staben|cent(?:er|re)t|gruppen|konsulenten|direktionen|magistraten|koordinator(?:en)?))"
)
_LOWER_OFFICE = rf"(?=[a-zæøå])(?:{_OFFICE}|[a-zæøå]{{0,40}}(?:chef|direktør|leder|konsulent)(?= [A-ZÆØÅ]))"
_MORE = (
    rf"(?:(?: og | samt | for | i |, |/| & | ){_TOKEN}|(?:, | samt |/){_LOWER_OFFICE}\b|"
    r" (?:og|for) [a-zæøå][\wæøå-]*| \([A-ZÆØÅ][\w-]{1,9}\)| (?:stab|sekretariat|afdeling|forvaltning)\b)"
)
# UVU, MSB/UJU, Kultur og Fritid, Ledelsessekretariatet (LES), Driftschef Malthe Krogsbæk, rådmandens stab
ACTOR = rf"(?:{_TOKEN}|{_LOWER_OFFICE}){_MORE}{{0,12}}"

_OFFICE_WORD = re.compile(_OFFICE, re.IGNORECASE)
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,6}")
_CLOSED = re.compile(r".*\([A-ZÆØÅ][\w-]{1,9}\)")
_SEPARATOR = re.compile(r"(, | og | samt |/)")
_NEW_HEAD = re.compile(r"(?:Magistratsafdelingen|Borgmesterens|Forvaltningen|Udvalget|Afdelingen)\b")
# Words that begin a sentence with a capital and name nobody who could promise anything.
_NOBODY_WORDS = """
at projektet indsatsen tilbuddet strategien ordningen aftalen budgettet loven reglerne tallene der det den de
dette denne disse her han hun vi man i på til ved med om for fra af efter inden under over når hvis såfremt da
som så nu dog også hertil herefter herunder herudover hermed heraf derefter derfor dermed derudover desuden
derimod efterfølgende endvidere endelig ligeledes løbende samtidig senest snarest først dernæst konkret
fremadrettet afslutningsvis punktet punkt sagen sag indstillingen forslaget forslagene materialet notatet
planen mødet bilag bilaget status opfølgning rammen arbejdet projektet processen alle ingen nogle flere begge
hver både hvor hvad hvem hvordan ny nye kl regeringen folketinget staten ministeriet regionen eu januar
februar marts april maj juni juli august september oktober november december godkendt drøftet udsat beslutning
referat byrådsmøde møde borgerne borgeren kommunerne børnene brugerne
"""
_NOBODY = frozenset(_NOBODY_WORDS.split())


def is_somebody(who: str) -> bool:
    """Whether the words can name somebody of the municipality: "Derfor" and "Regeringen" cannot."""
    first = re.split(r"[\s,/]", who, maxsplit=1)[0].lower()
    return first not in _NOBODY and not re.fullmatch(PAPER, first)


def people(who: str, units: Units = NO_UNITS) -> tuple[str, ...]:
    """The single names in `who`: "UVU og Malthe" are two, "Kultur og Fritid" is one.

    `units` are names known to be one ("Sundhed og Omsorg").
    """
    pieces = _SEPARATOR.split(who.strip(" ,."))
    found = [pieces[0]]
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _parts(found[-1], separator, piece, units):
            found.append(piece)
        else:
            found[-1] += separator + piece
    return tuple(dict.fromkeys(filter(None, (name.strip(" ,.") for name in found))))


def _parts(before: str, separator: str, after: str, units: Units) -> bool:
    """Whether two pieces are two names rather than the halves of one."""
    if units.have(f"{before}{separator}{after}"):
        return False
    if _NEW_HEAD.match(after):
        return True
    if separator == "/":
        return bool(_ACRONYM.fullmatch(before) and _ACRONYM.fullmatch(after))
    alone = _ACRONYM.fullmatch(before) or _CLOSED.fullmatch(before) or _OFFICE_WORD.fullmatch(before)
    beside = _ACRONYM.fullmatch(after) or after[:1].islower() or _OFFICE_WORD.fullmatch(after)
    return bool(alone or units.are(before) or (beside and not _belongs(before, after)))


def _belongs(before: str, after: str) -> bool:
    """`Børn og unge`: a lower-case half of a name, unless it is an office ("Janus og rådmanden")."""
    return after[:1].islower() and before[:1].isupper() and " " not in before and not _OFFICE_WORD.fullmatch(after)
