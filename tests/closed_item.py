"""An invented closed item, for tests that look whether it gets out, and the files of the demo archive."""

from __future__ import annotations

from generator.connections import Connections
from generator.openness import Withheld
from tests.factories import AS_OF, SETTINGS, demo_archive, make_place
from tests.rendered import site_of

TITLE = "Salg af Strandgårdsmarken"
TEXT = (
    "Forvaltningen anbefaler, at den kommunale jord ved skovbrynet afhændes til den eneste byder, "
    "fordi prisen overstiger vurderingen.\nKøber er en nabo"
)
CASE = "EMN-2024-777123"
SHORT_CASE = "26/483"
ATTACHMENT = "Vurderingsrapport fra mægleren"
WITHHELD = (
    Withheld(kind="item", id="x", reason="", place=make_place(), secrets=(TITLE, TEXT, CASE, SHORT_CASE)),
    Withheld(kind="attachment", id="y", reason="", place=make_place(), secrets=(ATTACHMENT,)),
)


def rendered(connections: Connections) -> dict[str, str | bytes]:
    """Every file of the demo archive before MkDocs."""
    return site_of(demo_archive(), connections=connections, as_of=AS_OF, settings=SETTINGS)
