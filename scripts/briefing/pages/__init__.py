"""What an author writes, and the rules for it.

Nothing here knows what a page claims, or changes its words. `publication.py` has how the whole is
called, and where each page stands.
"""
