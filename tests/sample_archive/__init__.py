"""The maker of the sample archive: invented papers in, bundles that look like the real thing out.

`python -m tests.sample_archive` rewrites the bundles under `content/`. The order of work:

1. `papers/*.yml` hold what the invented municipality wrote: one file per meeting
2. `model` reads them into frozen objects
3. `compose` turns a meeting into documents in the order of a real bundle
4. `text_bundle`, `pdf_bundle` and `minutes_pdf` lay the documents out, each with the quirks of its kind
"""
