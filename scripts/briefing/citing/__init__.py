"""How others cite us; how we cite our sources is in `sources/` (their notes) and `pages/` (the citations in a text)."""
