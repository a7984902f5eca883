"""MkDocs' build, faster: the same bytes, from as many processes as the machine has cores, and only what changed.

1. `inside`    what of MkDocs is used that MkDocs does not promise, and whether this is the MkDocs it was written for
2. `addresses` MkDocs' collection of files, which makes the files that are asked for and no others
3. `converter` one Markdown object for all pages
4. `links`     addresses in templates, without reckoning each anew
5. `printing`  one page, or one template, as bytes
6. `hands`     the processes

It uses MkDocs as it is: its settings, events, templates and build functions, in their order. Where something asks for
more than a page by itself (`NeedsAllError`), or MkDocs is another than expected (`UnknownMkDocsError`), the caller
builds with MkDocs alone.
"""
