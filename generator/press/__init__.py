"""MkDocs' build, faster: the same bytes, from as many processes as the machine has cores, and only what changed.

1. `inside`    what of MkDocs is used that MkDocs does not promise, and whether this is the MkDocs it was written for
2. `addresses` MkDocs' collection of files, which makes the files that are asked for and no others
3. `shapes`    pages of the shapes that ours have as HTML, without a parser
4. `converter` any page as HTML, with one Markdown object for all pages
5. `links`     addresses in pages and templates, without reckoning each anew
6. `printing`  one page, or one template, as bytes
7. `hands`     the processes
8. `frame`     what every page is made of besides its Markdown
9. `site`      the next site: pages that changed are printed, the others stay

It uses MkDocs as it is: its settings, events, templates and build functions, in their order. Where something asks for
more than a page by itself (`NeedsAllError`), or MkDocs is another than expected (`UnknownMkDocsError`), the caller
builds with MkDocs alone.
"""

import os

# Asked for before MkDocs is loaded, as the theme otherwise writes a note about its future to the terminal.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
