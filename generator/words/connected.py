"""What the site says of cases, links, follow-ups, positions, topics and abbreviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.connections import FollowUpStatus, LinkKind
from generator.model import PositionKind
from generator.words.numbers import count, due, items, listed

# --- follow-ups -------------------------------------------------------------------------------------

STATUSES: dict[FollowUpStatus, str] = {  # in the order of the register
    FollowUpStatus.OVERDUE: "Fristen er passeret",
    FollowUpStatus.OPEN: "Afventer",
    FollowUpStatus.FOLLOWED_UP: "Fulgt op",
    FollowUpStatus.CLOSED: "Afsluttet",
}
# A shape beside each word, so that the states differ without colour.
STATUS_SIGNS: dict[FollowUpStatus, str] = {
    FollowUpStatus.OVERDUE: "▲",
    FollowUpStatus.OPEN: "○",
    FollowUpStatus.FOLLOWED_UP: "●",
    FollowUpStatus.CLOSED: "■",
}
STATUSES_EXPLAINED: dict[FollowUpStatus, str] = {
    FollowUpStatus.OVERDUE: "Fristen er passeret, og arkivet har ikke fundet en opfølgning.",
    FollowUpStatus.OPEN: "Fristen er ikke passeret, eller papirerne nævner ingen, og arkivet har ikke fundet en "
    "opfølgning.",
    FollowUpStatus.FOLLOWED_UP: "Et senere åbent punkt i arkivet svarer på det.",
    FollowUpStatus.CLOSED: "Papirerne siger, at det er afsluttet, eller kommunen har oplyst det.",
}
FOLLOW_UP = "Opfølgning"
REGISTER = "Opfølgning"
REGISTER_INTRO = "Her står, hvad referater og bilag siger, at nogen skal vende tilbage med: hvem, hvad og hvornår."
HOW_KNOWN = "Sådan ved arkivet det"
MEANING = "Hvad det betyder"
HOW_STATUS_IS_KNOWN = (
    "En opfølgning er læst maskinelt fra papirernes egne ord, og ordene står ved siden af. Arkivet leder efter et "
    "senere åbent punkt, der svarer på den: samme sagsnummer, en titel, der siger det, eller en henvisning til mødet."
)
WHAT_IS_NOT_KNOWN = (
    "Arkivet kender kun de åbne papirer. Et svar kan være givet på anden måde, for eksempel i et brev, på et punkt, "
    "der ikke er offentligt, eller på et møde, arkivet ikke har. Derfor siger arkivet kun, om det har fundet en "
    "opfølgning, og aldrig mere end det."
)
HOW_KNOWN_HEADING = "Sager, sammenhænge og opfølgninger"
HOW_CONNECTED = (
    "Arkivet forbinder to papirer, når netop ét møde, punkt eller bilag passer på det, der står, og viser altid de "
    "ord, det er læst af. Er der flere muligheder, eller har arkivet ikke det, der nævnes, er der intet link."
)
NO_ANSWER_FOUND = "Arkivet har ikke fundet en opfølgning."
NO_FOLLOW_UPS = "Arkivet har ingen opfølgninger."
NONE_IN_GROUP = "Ingen."
STATUS = "Status"
NUMBER_OF = "Antal"
IN_ALL = "I alt"
DUE = "Frist"
NO_DUE = "ingen frist nævnt"
WHO = "Hvem"
ANSWERED_BY = "Svaret står i"
SEE_REGISTER = "Alle opfølgninger"
PROMISED_AT = "Fra"
FROM = "Fra"
WORDS_READ = "Læst af"

# --- positions, outcomes ----------------------------------------------------------------------------

POSITIONS: dict[PositionKind, str] = {
    PositionKind.RESERVATION: "Tog forbehold",
    PositionKind.AGAINST: "Imod",
    PositionKind.IN_FAVOUR: "For",
    PositionKind.NOT_TAKING_PART: "Deltog ikke",
    PositionKind.DISQUALIFIED: "Inhabil",
    PositionKind.ABSTAINED: "Undlod at stemme",
}
POSITIONS_HEADING = "Stillingtagen"
HOW = "Hvordan"
IN_WORDS = "Referatets ord"
CONDITIONAL = "på en betingelse"
OUTCOME_READ_FROM = "Udfaldet er læst af de markerede ord:"

# --- links and related ------------------------------------------------------------------------------

CONNECTIONS = "Sammenhænge"
LINKS_OUT: dict[LinkKind, str] = {
    LinkKind.SAME_CASE: "Samme sag",
    LinkKind.FOLLOWS_UP: "Følger op på",
    LinkKind.MENTIONS: "Nævner",
    LinkKind.MINUTES_OF: "Rummer referatet af",
    LinkKind.RE_ATTACHED: "Bilag, der også var med før",
}
LINKS_IN: dict[LinkKind, str] = {
    LinkKind.SAME_CASE: "Samme sag",
    LinkKind.FOLLOWS_UP: "Fulgt op her",
    LinkKind.MENTIONS: "Nævnt her",
    LinkKind.MINUTES_OF: "Referatet er også bilag her",
    LinkKind.RE_ATTACHED: "Bilaget er med igen her",
}
MISSING = "Nævnt, men ikke i arkivet"
RELATED = "Se også"
RELATED_INTRO = "Punkter, der bruger mange af de samme ord. Arkivet har ikke fundet, at papirerne nævner hinanden."
SHARED_WORDS = "fælles ord:"

# --- cases ------------------------------------------------------------------------------------------

CASES = "Sager"
CASE = "Sag"
CASES_INTRO = "En sag er her et sagsnummer, der er behandlet på mere end ét punkt. Hver sag har en side med sit forløb."
NO_CASES = "Arkivet har endnu ingen sager med flere behandlinger."
LATEST_CASES = "Senest behandlet"
CASES_BY_LETTER = "Alle sager fra A til Å"
COURSE = "Sagens forløb"
LATEST_OUTCOME = "Seneste udfald"
NAMES_BEFORE = "Har også heddet"
WHY_ONE_CASE = "Hvorfor det er én sag"
WHOLE_CASE = "Hele sagen på én side"
THIS_ITEM = "denne side"
COURSE_DRAWN = "Sagens forløb som tidslinje"
MENTIONED_CASE_STEPS = "Sagsforløb ifølge papirerne"
NAMED_ATTACHMENTS = "Bilag nævnt i indstillingen"  # a section of the papers; the page has its own "Bilag"

# --- topics -----------------------------------------------------------------------------------------

TOPICS = "Emner"
TOPICS_INTRO = "Punkterne er ordnet efter emne ud fra de ord, der står i dem. Ved hvert punkt står hvorfor."
NO_TOPICS = "Arkivet har endnu ingen emner."
NO_TAGGED = "Arkivet har endnu ingen punkter om emnet."
OPEN_FOLLOW_UPS = "Opfølgninger, der afventer"
PER_QUARTER = "Punkter pr. kvartal"
YEAR = "År"
QUARTERS = ("1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal")
QUARTERS_SHORT = ("1. kvt.", "2. kvt.", "3. kvt.", "4. kvt.")
KLE = "KLE-nummer"

# --- the glossary -----------------------------------------------------------------------------------

GLOSSARY = "Ordliste"
GLOSSARY_INTRO = "Forkortelser i papirerne, og hvad de står for. Ved hver forkortelse står, hvor det er læst."
OWN_GLOSSARY = "Fra arkivets egen ordliste"
NO_ABBREVIATIONS = "Arkivet har endnu ingen forkortelser."

# --- the front page and the data --------------------------------------------------------------------

ALL_CASES = "Alle sager"

DATA_TABLES: dict[str, tuple[str, str]] = {
    "followups": (
        "Opfølgninger",
        "Det, papirerne siger, at nogen skal vende tilbage med: hvem, hvornår, hvad arkivet har fundet, og hvordan "
        "det ved det.",
    ),
    "links": ("Forbindelser", "Forbindelser mellem møder, punkter og bilag, hver med de ord, de er læst af."),
    "threads": ("Sager", "Sager, der er behandlet på flere punkter: numre, navne og punkter, nyeste først."),
    "topics": ("Emner", "Emnerne, og hvilke punkter der er om dem, med begrundelsen."),
    "abbreviations": ("Forkortelser", "Forkortelser i papirerne, og hvad de står for."),
}


def follow_ups(number: int) -> str:
    """`3 opfølgninger`"""
    return count(number, "opfølgning", "opfølgninger")


def cases(number: int) -> str:
    """`3 sager`"""
    return count(number, "sag", "sager")


def treated(number: int) -> str:
    """`behandlet på 3 punkter`"""
    return f"behandlet på {items(number)}"


def all_of(state: str) -> str:
    """`Alle: Fristen er passeret`"""
    return f"Alle: {state}"


def quoted(words: str) -> str:
    """`»senest i maj«`"""
    return f"»{words}«"


def due_by(iso: str, words: str) -> str:
    """`maj 2024 (»senest i maj«)`"""
    return f"{due(iso)} ({quoted(words)})" if words else due(iso)


def waiting(overdue: int, still_open: int) -> str:
    """`2 opfølgninger afventer; for 1 er fristen passeret.`"""
    told = f"{follow_ups(overdue + still_open)} afventer"
    return f"{told}; for {overdue} af dem er fristen passeret." if overdue else f"{told}."


def course_described(number: int, first: str, last: str) -> str:
    """What the drawing of a case shows, for those who do not see it."""
    span = f"den {first}" if first == last else f"fra {first} til {last}"
    return f"{count(number, 'behandling', 'behandlinger')} {span}. Listen på siden siger det samme."


def shared_words(terms: Sequence[str]) -> str:
    """`fælles ord: herberg, akutplads og natcafé`"""
    return f"{SHARED_WORDS} {listed(terms)}"


def all_phrases() -> Iterator[str]:
    """What the functions here say around numbers and words of the papers."""
    yield from (follow_ups(1), follow_ups(2), cases(1), cases(2), treated(2), waiting(1, 2), waiting(0, 2))
    yield from (course_described(1, "", ""), course_described(2, "fra", "til"), all_of(""))
