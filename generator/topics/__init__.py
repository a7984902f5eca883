"""Topics: what topics.yml says (`read_topics`), and which items are about what (`tag`)."""

from generator.topics.reading import read_topics
from generator.topics.tagging import TagResult, tag

__all__ = ["TagResult", "read_topics", "tag"]
