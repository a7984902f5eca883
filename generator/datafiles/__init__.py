"""The archive as data: JSON and CSV with the same rows, their schemas, a database, and a package that describes them.

1. `rows`      what a row of each table says
2. `forms`     how rows are written
3. `parts`     which rows change together
4. `growing`   large files made of parts
5. `writing`   all of it into a sink
6. `package`   what the files are

The rows come from the same objects as the pages.
"""

from __future__ import annotations

from generator.datafiles.schemas import TABLES, schema_text
from generator.datafiles.writing import Underway, begin

__all__ = ["TABLES", "Underway", "begin", "schema_text"]
