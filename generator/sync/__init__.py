"""Follows a server: fetches what is open, drops what is closed before anything is written, keeps what changes.

1. `following` which bodies follow a server
2. `client`    one request at a time, patient and on one server only
3. `listing`   what meetings the server has of a body
4. `planning`  which folder each of them is, and which to ask for in this run
5. `meeting`   one meeting: its answers and attachments
   `keeping`   the open part of an answer, built anew from known fields
   `carrying`  items that are gone: closed, withdrawn, or an outage?
6. `store`     files, whole or not at all
7. `state`     what was seen, for the next run
`body` and `run` are the order of it, `command` the command line.
"""
