"""The events of MkDocs, in their order; what happens at each is in `briefing/build/mkdocs.py`.

MkDocs puts this folder on `sys.path` only while it loads this file, so everything is imported at the top. It keeps
this module for all builds of a server.
"""

from briefing.build.adapt import narrow_templates
from briefing.build.mkdocs import Run

_run = Run()  # what this process builds: once, or again and again while it serves

on_startup = _run.on_startup
on_serve = _run.on_serve
on_shutdown = _run.on_shutdown
# each build
on_config = _run.on_config
on_pre_build = narrow_templates
on_files = _run.on_files
on_nav = _run.on_nav
on_pre_page = _run.on_pre_page
on_page_markdown = _run.on_page_markdown
on_page_content = _run.on_page_content
on_env = _run.on_env
on_post_build = _run.on_post_build
on_build_error = _run.on_build_error
