"""The briefing's own logic: text and records in, records and problems out.

Nothing in here imports MkDocs, except `registry`, which is the adapter to
mkdocs-bibtex. The life cycle of a build is in `scripts/mkdocs_hooks.py`.
"""
