"""The archive for programs that want all of it: one SQLite file, a line of JSON per row, and an item as plain text.

Pure: the rows of the data files in, files out, so no two forms of the data can disagree.
"""

from generator.exports.questions import QUERIES
from generator.exports.sqlite import DATABASE, database_schema, write_database
from generator.exports.text import text_twin

__all__ = ["DATABASE", "QUERIES", "database_schema", "text_twin", "write_database"]
