"""How a site comes about: read, rendered, assembled, written, and put in place.

Only this room knows MkDocs. `project.py` has all that an author wrote, `page.py` what Markdown made
of a page, `site.py` all pages together, `filling.py` fills their slots; `judging.py` has what is
wrong with these, `outputs.py` every other file, `publish.py` the last step. What they hand on
stands in a `Build` (`build.py`), and `dry_run.py` makes one that publishes nothing.
`for_templates.py` has all that a template may ask.

A page is a text between stages and a tree within one: a tree is changed in place, a text cannot be,
so no reader of it disturbs another.
"""
