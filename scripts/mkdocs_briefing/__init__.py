"""A MkDocs plugin for sourced briefings, room by room; a room imports only from rooms below it.

From the top: `commands`, `plugin` (what MkDocs calls), `pipeline` (which knows MkDocs), `web`,
`book`, `editions`, `citing`, `figures`, `claims`, `pages`, `sources`. What else stands here is the
ground that all of them rest on; nothing of it knows what a page or a source is.
"""
