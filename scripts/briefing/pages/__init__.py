"""What an author writes: Markdown with its lines, citations, front matter, files, and the rules for all of these.

Nothing here knows what a page claims (`claims/`), or changes its words.
"""
