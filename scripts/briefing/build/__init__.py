"""How a site comes about: a project is read, its pages are put together, written, and put in place.

The only room that knows MkDocs. What hands it the events is `scripts/mkdocs_hooks.py`."""
