"""How others cite us: citations in all forms, their files, and what heads and feeds say.

How we cite our sources is in `sources/` (their notes) and `pages/` (the citations in a text).
"""
