"""Makes domain objects of the parts: the only place that constructs meetings, items and what they hold."""

from generator.assemble.meeting import Assembled, MeetingFacts, assemble

__all__ = ["Assembled", "MeetingFacts", "assemble"]
