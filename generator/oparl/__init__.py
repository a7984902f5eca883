"""The archive as OParl 1.1 (https://oparl.org), an open standard for information from councils, as static files.

`oparl/system.json` is where a client begins. The municipality is the Body, each body of ours an Organization, each
item an AgendaItem with the Paper that it treats, its Consultation, and the Files of both. Only open items are in it, so
`public` is always true. Every object has a file of its own at its id, and stands in a list of its kind, a hundred at a
time. What a server would do with parameters (`modified_since`) a static site cannot; `modified` is on every object.

1. `places`    where everything lies
2. `objects`   what an object says
3. `lists`     the lists in pages
4. `delivery`  all of it into a sink, the objects of each meeting together

Without an address of its own a site cannot have ids, and no OParl.
"""

from __future__ import annotations

from generator.oparl.delivery import deliver

__all__ = ["deliver"]
