"""What changed in a meeting's papers since the archive first held them.

`record` compares what is public now with what it saw last and keeps both, beside the papers, in
`content/<body>/<date>/history.json`; the nightly job runs it after sync and commits the file. Only published objects
reach it. What is closed later, or gone, leaves the file at the next record, and is never shown meanwhile
(`shown`): a paper that is gone may have been closed, and nobody can tell which.
"""

from generator.history.comparing import Compared, compare
from generator.history.recording import Recorded, forget, record
from generator.history.showing import Shown, shown
from generator.history.states import ItemState, MeetingState, state_of

__all__ = [
    "Compared",
    "ItemState",
    "MeetingState",
    "Recorded",
    "Shown",
    "compare",
    "forget",
    "record",
    "shown",
    "state_of",
]
