"""The search index as static files, from published objects only. The browser reads it.

1. `documents`      what can be found, meeting by meeting, each in its place (`slots`)
2. `meeting_terms`  what the words of each weigh and where they stand: `analysis`, then `weights`, lunr's measure
3. `segments`       the archive by age, so that a change in a recent meeting rewrites little
4. `vocabulary`     each segment's words, and the parts of `compounds`
5. `merging`        each segment's terms
6. `shards`         terms, places and spellings as entries (`fragments`), in small files by their beginnings (`cutting`)
7. `store`          what results show, and filters
8. `making`         a segment whole
9. `patching`       or the files of the last build with few meetings changed (`entries`, `recompounding`)
10. `remaking`      which of these, or neither, by what the cache remembers
11. `building`      all of it
"""

from __future__ import annotations

from generator.search.building import FOLDER, RULES, deliver

__all__ = ["FOLDER", "RULES", "deliver"]
