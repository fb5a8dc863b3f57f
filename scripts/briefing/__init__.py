"""The briefing's own logic, room by room; a room imports only from rooms below it.

From the top: `pipeline` (the one that knows MkDocs), `web`, `book`, `editions`, `citing`,
`figures`, `claims`, `pages`, `sources`. What stands here is the ground that all of them rest on;
nothing of it knows what a page or a source is.
"""
