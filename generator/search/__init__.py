"""The search index as static files, from published objects only. The browser reads it.

1. `documents`      what can be found, meeting by meeting
2. `meeting_terms`  what the words of each weigh and where they stand: `analysis`, then `weights`, lunr's measure
3. `segments`       the archive by age, so that a change in a recent meeting rewrites little
4. `vocabulary`     each segment's words, and the parts of `compounds`
5. `merging`        each segment's terms
6. `shards`         terms, places and spellings in small files by their beginnings
7. `store`          what results show, and filters
8. `building`       all of these, with what the cache remembers: a meeting or a segment is made anew, or kept whole
"""

from __future__ import annotations

from generator.search.building import FOLDER, RULES, deliver, render

__all__ = ["FOLDER", "RULES", "deliver", "render"]
