"""How a site comes about: read, rendered, assembled, written, and put in place.

Only this room knows MkDocs.
"""
