"""What an author writes, and the rules for it.

Nothing here knows what a page claims, or changes its words. `page_rules.py` are those for pages,
`names.py` those for ids and classes, `file_rules.py` those for files; `publication.py` has how the
whole is called, where each page stands, and which pages the engine knows.
"""
