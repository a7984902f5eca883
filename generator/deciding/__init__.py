"""Stages 1 to 5, meeting by meeting: what of an unchanged meeting is known is not found out again.

1. `snapshot`    what a meeting's folder holds, as one number
2. `papers`      reading: the meeting as its papers say
3. `single`      closing, leaving out and publishing: all that depends on the meeting and its surroundings alone
4. `remembered`  for every meeting the remembered result or a new one, on all cores
5. `joining`     what takes all meetings together: order, and what is told once of the whole archive

A result is remembered under the fingerprint of everything that it is made of, so a change can only ever make too much
anew. Copies of minutes are the one thing in a meeting that depends on others: on those that they are copies of.
"""
