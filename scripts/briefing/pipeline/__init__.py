"""How a site comes about: a project is read, put together, written, and put in place. Only this room knows MkDocs."""
