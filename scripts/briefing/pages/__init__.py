"""What an author writes, and the rules for it.

Nothing here knows what a page claims, or changes its words.
"""
