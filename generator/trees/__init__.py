"""The folders that a build writes: the docs folder, the published site, and its twin. Only what changed is touched.

1. `records`   what is remembered of a folder's files, and whether the folder is still so
2. `files`     single files: written, linked, deleted
3. `docs`      the docs folder, as a sink of rendered files
4. `site`      the next site, made from the published one, and its way into its place

Nothing remembered is believed without a look: a file counts as known where its size, its time and its number in the
file system are as they were written down. Where they are not, it is made again; where nothing is remembered,
everything is. Files are replaced and never changed in place, since two folders may share one file (hard links).
"""
