"""What no row can do, whatever its values: proofs by trying every way that a condition can go.

A condition turns on few things: on which side of 60 an age lies, whether a code is in a list,
whether a cell is filled. Between such cuts all values are alike, so that a handful of choices
stands for every value there is. What cannot be cut so (a sum, a row of another table, one field
against another) may come out any way at all: more ways are looked at than rows can go, never
fewer. A way that is not found is therefore a proof; one that is found is only a hint, to be shown
by a household (see `checker.study.situation`).
"""
