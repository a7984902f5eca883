"""Cuts Danish running text into sentences without stumbling over abbreviations, dates and numbers."""

from __future__ import annotations

import re

# A capital letter after one of these goes on with the sentence: "jf. Budget 2024", "bl.a. FAS", "pkt. 3".
_ABBREVIATIONS = """
afd afs art bil bl.a bla ca d dir dr dvs d.v.s eks ekskl evt f.eks feks fhv forv fr fx hhv hr h.c ift ifm iht
ift inkl jf jfr jvf jr kap kgl kl maks max min nr obs p.g.a pga pba pkt pkt.nr p.t pt pr prof resp s.k sml skt
st stk tidl tlf udv ugtl u vedr vha v bl jan feb mar apr aug sep sept okt nov dec
"""
_GOES_ON = frozenset(_ABBREVIATIONS.split())
# These end a sentence as often as not; a capital letter after them begins a new one: "mv. FAS følger op."
_END = re.compile(r"[.!?](?P<close>[)\"”’»]*)\s+(?=[(\"”„«»]?[A-ZÆØÅ0-9])")
_BEFORE_WORD = re.compile(r"[(\"”„»]")  # besides spaces
_NUMBER = re.compile(r"\d{1,2}")
_BACK = 200  # letters that are looked at before a full stop: a paragraph of a megabyte is read once, not at each stop
_INITIAL = re.compile(r"[A-ZÆØÅ]")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, each as it stands. Joined with single spaces they give the words again."""
    found: list[str] = []
    start = 0
    for gap in _END.finditer(text):
        stop = gap.start() + 1
        if _ends(text[max(start, stop - _BACK) : stop].strip(), text[gap.end() : gap.end() + 1]):
            found.append(text[start : gap.end("close")].strip())
            start = gap.end()
    found.append(text[start:].strip())
    return tuple(filter(None, found))


def _ends(sentence: str, following: str) -> bool:
    """Whether the full stop ends the sentence (of which the last letters do), or an abbreviation or an ordinal."""
    word = _last_word(sentence[:-1]) if sentence.endswith(".") else ""
    if not word:
        return True
    if word.lower() in _GOES_ON or _INITIAL.fullmatch(word):
        return False
    if _NUMBER.fullmatch(word):  # "1. Oplæg", "den 19. FAS": a list number stands first, a date does not
        return sentence != f"{word}." and not following[:1].isdigit()
    return not following[:1].isdigit() or not word[-1].isdigit()


def _last_word(text: str) -> str:
    """What stands last in a text; "" where that is a space, a bracket or a quotation mark."""
    return _BEFORE_WORD.split(text.rsplit(None, 1)[-1])[-1] if text and not text[-1].isspace() else ""
