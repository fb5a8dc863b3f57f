"""How others cite us: what can be cited, in which forms, as files and in the head of a page.

How we cite our own sources is in `sources/` (their notes) and `pages/` (the citations in a text).
"""
