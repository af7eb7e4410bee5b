"""Edits of a Word file by other programs, and what `absorb` makes of each."""
