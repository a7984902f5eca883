"""Rules that read a meeting named by its day. One rule per function; each reads what stands around the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.links.bodies import Bodies, NamedBody
from generator.links.days import Day, find_days
from generator.links.excerpt import excerpt
from generator.links.mentions import Mention, NamedMeeting, mention
from generator.links.passages import Passage, Voice

_DECIDED = (
    r"(?:vedtog|besluttede|godkendte|behandlede|drøftede|sendte|henviste|tiltrådte|afviste|udsatte|forkastede|bevilgede"
    r"|tilsluttede sig|stemte for)"
)
# den   d.   fra den   afholdt den   tirsdag den   ,
_TO_DAY = r"(?:,? ?(?:afholdt|holdt))?[,:]?(?: ?(?:man|tirs|ons|tors|fre)dag)?,? ?(?:fra |pr\. )?(?:den |d\. ?)?$"
# rådmandsmødet den   udvalgsmøde   byrådsmøde nr. 5 den
_COMPOUND = re.compile(
    rf"\b(?:rådmands|byråds|udvalgs|magistrats|kommunalbestyrelses)møde(?:t|ts|r)?(?: nr\. ?\d+)?{_TO_DAY}",
    re.IGNORECASE,
)
# Byrådsdebat   byrådsdebatten,
_DEBATE = re.compile(rf"\bbyrådsdebat(?:ten|tens)?{_TO_DAY}", re.IGNORECASE)
# mødet den   sit møde den   (not "dialogmøde den")
_PLAIN = re.compile(rf"(?<![\w-])møde(?:t|ts)?{_TO_DAY}", re.IGNORECASE)
_DEFINITE = re.compile(rf"(?<![\w-])mødet(?:s)?{_TO_DAY}", re.IGNORECASE)
# (Byrådet) vedtog den   (byrådets) beslutning af   (Klima- og Teknikudvalget) den   (byrådet) i går …
_AFTER_BODY = re.compile(
    rf"^(?: har)?(?:,? {_DECIDED}| (?:vedtagelse|beslutning|behandling|drøftelse|godkendelse|debat)(?:er|en)?)?"
    r"(?:,? ?(?:fra |i går )?(?:den |d\. ?)|,? (?:af|fra) )$",
    re.IGNORECASE,
)
# (Magistratens) foranstående indstilling af
_RECOMMENDED = re.compile(r"^(?: foranstående)? indstilling (?:af|fra)(?: den| d\.)? ?$", re.IGNORECASE)
_NAME_PART = r"(?:(?:[A-ZÆØÅ][\w-]*,?|og|for) ){0,4}"  # Klima- og (Teknikudvalget)
# … (Den) 9. april 2025 behandlede (byrådet)
_BEFORE_BODY = re.compile(rf"^,? (?:{_DECIDED}|har|blev .{{0,60}}? (?:i|af|på)) (?:(?:et enigt|hele) )?{_NAME_PART}$")
_STARTS_DAY = re.compile(r"(?:^|[\s(])(?:den|d\.)? ?$", re.IGNORECASE)
# temadrøftelse om efterværn afholdt den
_THEME = re.compile(
    rf"temadrøftelse(?:n|ns)?\b(?:(?! (?:er|blev|var|som|der) )[^.;,]){{0,80}}?{_TO_DAY}", re.IGNORECASE
)
# (Den 23. oktober) var der en temadrøftelse   holdt Social og Beskæftigelse en temadrøftelse
_THEME_AFTER = re.compile(
    r"^,? (?:var|blev|holdt|afholdt|afholdte|gennemførte)\b[^.;]{0,60}\btemadrøftelse\b", re.IGNORECASE
)
_THEME_BEFORE = re.compile(r"(?:^|[\s(])(?:den|d\.) $", re.IGNORECASE)
# mødet den 8. februar med naboerne   mødet den 3. maj i styregruppen
_WITH_OTHERS = re.compile(
    r"^,? ?(?:kl\.? ?[\d.:]+ )?(?:med|mellem|hos|i [\wæøå-]*(?:gruppe|kreds|forum|netværk|råd|bestyrelse)\w*)\b",
    re.IGNORECASE,
)
# (mødet den 3. maj) i (byrådet)
_OF_BODY = re.compile(rf",? (?:i|af|hos) {_NAME_PART}")
_NEAR, _FAR = 40, 80  # letters from a body's name to the day of "møde den …", "mødet den …"
# Rådmandssag fra 09.01.24: Opfølgning på …
_DATED_PAPER = re.compile(
    r"\b(?P<kind>rådmandssag|rådmandsindstilling|byrådssag|byrådsindstilling|udvalgssag)(?:en)? (?:fra|af|til|den)"
    r"(?: mødet)?(?: den| d\.)? ?$",
    re.IGNORECASE,
)
_NEAR = 300  # letters around a day that the rules look at; the longest rule spans 160
_PAPER_OF = {"rådmand": "rådmandsmødet", "byråd": "byrådet", "udvalg": "udvalget"}
_PAPER_TITLE = re.compile(r"^\s*[:,–-]\s*[”\"»]?(?P<title>[^\W\d_][^”\"»\n]{5,150})")
# (mødet den 30. maj 2012) Punkt 7
_ITEM_AFTER = re.compile(
    r"^,? ?\(?(?:som |under )?(?:punkt|pkt\.?|dagsordenspunkt|sag nr\.)(?: nr\.)? (?P<number>\d{1,3})\b", re.I
)
# blev VOS bedt om   bad på mødet   blev udsat   blev det aftalt, at
_ASKED = re.compile(
    r"\bbedt om\b|\bbad\b|\budsat\b|\budsatte\b|\baftalt\b|\bønskede\b|\befterspurgte\b|\bbestilte\b|\bbestilt\b"
    r"|\bsom opfølgning på\b|\bopfølgning på\b|\banmodede\b|\bgenoptag\w+\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A day in a passage, with what stands before and after it and the bodies that the passage names."""

    passage: Passage
    day: Day
    before: str
    after: str
    bodies: tuple[NamedBody, ...]

    def body_before(self) -> NamedBody | None:
        """The body named last before the day."""
        return next((body for body in reversed(self.bodies) if body.end <= self.day.start), None)

    def body_after(self) -> NamedBody | None:
        """The body named first after the day."""
        return next((body for body in self.bodies if body.start >= self.day.end), None)


def dated_paper(around: Around, bodies: Bodies) -> NamedMeeting | None:
    """`Rådmandssag fra 09.01.24: Opfølgning på …` (bundle 003, item 3, list of annexes): day and title."""
    match = _DATED_PAPER.search(around.before)
    if not match:
        return None
    word = next(word for start, word in _PAPER_OF.items() if match["kind"].lower().startswith(start))
    body = next(bodies.named_by(around.passage.meeting.body, word, around.passage.home), None)
    title = _PAPER_TITLE.match(around.after)
    return NamedMeeting(
        body=body.id if body else None,
        day=around.day.iso,
        title=title["title"].strip(" .") if title else None,
        asked=True,
    )


def meeting_noun(around: Around, bodies: Bodies) -> NamedMeeting | None:
    """`rådmandsmøde 4. juni 2024`, `udvalgsmødet den 12. juni`, `Byrådsdebat 09.04.2025` (bundles 003 and council)."""
    if not (_COMPOUND.search(around.before) or _DEBATE.search(around.before)):
        return None
    body = around.body_before()
    return NamedMeeting(body=body.id if body else None, day=around.day.iso)


def plain_meeting(around: Around, bodies: Bodies) -> NamedMeeting | None:
    """`byrådet i mødet den 19. juni 2024`, `udvalgets møde den 10. januar 2024`, `Rådmanden bad på mødet den …`.

    The body is the one named last before it; without one, "mødet" is a meeting of the body whose paper it is, if
    the archive has one that day.
    """
    if not _PLAIN.search(around.before) or _WITH_OTHERS.match(around.after):
        return None
    after = around.body_after()
    if after is not None and _OF_BODY.fullmatch(around.passage.text[around.day.end : after.start]):
        return NamedMeeting(body=after.id, day=around.day.iso)
    definite = bool(_DEFINITE.search(around.before))
    body = around.body_before()
    if body is not None and len(around.before) - body.end <= (_FAR if definite else _NEAR):
        return NamedMeeting(body=body.id, day=around.day.iso)
    if not definite:
        return None
    minutes = around.passage.text.lower().startswith(("referat", "godkendelse af referat"))
    return NamedMeeting(body=around.passage.home if body is None else None, day=around.day.iso, sure=minutes)


def body_then_day(around: Around, bodies: Bodies) -> NamedMeeting | None:
    """`Byrådet vedtog den 19. juni 2024`, `i Byrådet d. 10.05.2023`, `byrådets vedtagelse den …` (bundle 001)."""
    body = around.body_before()
    if body is None:
        return None
    words, between = around.passage.text[body.start : body.end].lower(), around.before[body.end :]
    if words.startswith("magistrat") and _RECOMMENDED.match(between):
        return NamedMeeting(body=body.id, day=around.day.iso)
    if words.startswith("rådmand") and "møde" not in words:
        return None  # what the rådmand does between meetings is no meeting
    return NamedMeeting(body=body.id, day=around.day.iso) if _AFTER_BODY.match(between) else None


def day_then_body(around: Around, bodies: Bodies) -> NamedMeeting | None:
    """`Den 9. april 2025 behandlede byrådet` (council), `blev 27. juni 2012 … i Udvalget for …`."""
    body = around.body_after()
    if body is None or not _STARTS_DAY.search(around.before):
        return None
    between = around.passage.text[around.day.end : body.start]
    words = around.passage.text[body.start : body.end].lower()
    if not _BEFORE_BODY.match(between) or (words.startswith("rådmand") and "møde" not in words):
        return None
    return NamedMeeting(body=body.id, day=around.day.iso)


def theme_discussion(around: Around, bodies: Bodies) -> NamedMeeting | None:
    """`temadrøftelse om … afholdt den 11.12.23`, `Den 23. oktober var der …` (bundles 002 and 001)."""
    before = _THEME.search(around.before)
    after = _THEME_BEFORE.search(around.before) and _THEME_AFTER.match(around.after)
    if not before and not after:
        return None
    return NamedMeeting(body=around.passage.home, day=around.day.iso, theme=True)


DAY_RULES: tuple[Callable[[Around, Bodies], NamedMeeting | None], ...] = (
    dated_paper,
    meeting_noun,
    plain_meeting,
    body_then_day,
    theme_discussion,
    day_then_body,
)


def read_days(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """What the first rule that fits reads of each day that the passage names."""
    if passage.voice is Voice.STEP or (passage.attachment is not None and passage.attachment.minutes_of):
        return
    days = list(find_days(passage.text, passage.meeting.date))
    if not days:
        return
    named_bodies = tuple(bodies.named_by(passage.meeting.body, passage.text, passage.home))
    for day in days:
        around = Around(
            passage=passage,
            day=day,
            before=passage.text[max(0, day.start - _NEAR) : day.start],
            after=passage.text[day.end : day.end + _NEAR],
            bodies=named_bodies,
        )
        found = next(((rule, named) for rule in DAY_RULES if (named := rule(around, bodies))), None)
        if found:
            yield _mention(around, *found)


def _mention(around: Around, rule: Callable[[Around, Bodies], NamedMeeting | None], named: NamedMeeting) -> Mention:
    item = _ITEM_AFTER.match(around.after)
    text = around.passage.text
    return mention(
        around.passage,
        excerpt(text, around.day.start, around.day.end),
        NamedMeeting(
            body=named.body,
            day=named.day,
            sure=named.sure,
            title=named.title,
            theme=named.theme,
            number=item["number"] if item else None,
            asked=named.asked or bool(_ASKED.search(text)),
        ),
        rule.__name__,
    )
