"""One-line factories for reading invented papers in tests."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.assemble import MeetingFacts, assemble
from generator.assemble.meeting import Assembled
from generator.clean.blocks import to_blocks
from generator.clean.hyphens import Vocabulary
from generator.model import Meeting, Openness, TextBlock
from generator.segment.bundle import segment_bundle
from generator.segment.parts import Segments
from generator.sources.bundle import Bundle
from generator.sources.text import read_text

FILE = "raadmandsmoede/2025-03-04/bundle.txt"


def bundle(text: str) -> Bundle:
    """`text` as the text reader gives it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.txt"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return read_text(path, FILE)


def segments(text: str) -> Segments:
    """`text` cut into parts."""
    return segment_bundle(bundle(text))


def assembled(text: str, **facts: object) -> Assembled:
    """`text` as a meeting of 4 March 2025, declared open, with what was noticed."""
    defaults = {
        "body": "raadmandsmoede",
        "date": "2025-03-04",
        "id": "raadmandsmoede/2025-03-04",
        "declared": Openness.OPEN,
    }
    return assemble(MeetingFacts(**{**defaults, **facts}), [segments(text)])  # type: ignore[arg-type]


def meeting(text: str, **facts: object) -> Meeting:
    """`text` as a meeting."""
    return assembled(text, **facts).meeting


def blocks(text: str) -> tuple[TextBlock, ...]:
    """`text` as text blocks."""
    lines = bundle(text).lines
    return to_blocks(lines, Vocabulary.of_lines(lines))


# An invented bundle with every part that FORMATS.md section 1 names, in the order of the text layer.
BUNDLE = """ Referat

Punkt 1: Dagens orden

Godkendt.

Punkt 2: Referat

Udsat til næste møde.

Punkt 5: Bordet rundt (5 min)

Udgik.
 Indstilling til rådmandsmøde
4. marts 2025 – 20 minutter

side 1 af 2

Nyt værested ved Østre Havn

Åben dagsorden

INDLEDNING
Forvaltningen har set på, hvordan et nyt være-
sted ved havnen kan åbne før vinteren. Det kræver, at fritids- og
klubtilbud flytter, og at bygningen sættes i stand.

INDSTILLING

SAGSFREMSTILLING
Værestedet åbner i tre trin:
\uf0b7 Først flytter klubben
\uf0b7 Så sættes bygningen i stand af kommunens egne

håndværkere

Det indstilles,
1. at rådmanden godkender placeringen af det nye

værested
2. at rådmanden tager tidsplanen for 2025-
2026 til efterretning

Punkt 3, Bilag 1: Nyt værested
ved Østre Havn



Indstilling til rådmandsmøde
4. marts 2025 – 20 minutter

side 2 af 2

ØKONOMI
-
BILAG
Bilag 1: Tidsplan for værestedet

Socialt Sekretariat

18. februar 2025

Sagsbehandler: Karla Vindfelt

Tlf.: 99 99 12 34

E-post: kavin@nordlunde.example

Punkt 3, Bilag 1: Nyt værested
ved Østre Havn
 Notat

Tidsplan for værestedet
Planen følger den årlige kalender for kommunens bygge-

NORDLUNDE SOCIAL OG
BESKÆFTIGELSE
Socialt Sekretariat
Nordlunde Kommune

Havnegade 2
9999 Nordlunde

Direkte telefon: 99 99 12 34

Sag: NLK-2025-000777
Sagsbehandler:
Karla Vindfelt

Punkt 3, Bilag 2: Tidsplan for
værestedet.docx



rier og er aftalt med brugerne.

Punkt 3, Bilag 2: Tidsplan for
værestedet.docx
 Punkt 4: Orientering fra udvalget (5

min)

.
 Referat

Punkt 1: Dagens orden

Godkendt.

Punkt 2: Referat

Godkendt.

Punkt 3: Nyt værested ved
Østre Havn (20 min)

Rådmanden godkendte indstillingen.

Punkt 4: Orientering fra udvalget (5 min)

Intet til referat.
 Overblik: Noter
Husk at ringe til borgmesteren om TAVSHEDSORD.
 Overblik: Delte kommentarer
Også TAVSHEDSORD.
"""
