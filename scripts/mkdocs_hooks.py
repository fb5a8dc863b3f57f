"""Hands the events of MkDocs on to our adapter; what happens at each is told there.

MkDocs puts this folder on `sys.path` only while it loads this file, which it keeps for all builds
of a server: all is imported at the top.
"""

from briefing.pipeline.adapter import Adapter

_adapter = Adapter()

on_startup = _adapter.on_startup
on_config = _adapter.on_config
on_pre_build = _adapter.on_pre_build
on_files = _adapter.on_files
on_nav = _adapter.on_nav
on_page_markdown = _adapter.on_page_markdown
on_page_content = _adapter.on_page_content
on_env = _adapter.on_env
on_post_build = _adapter.on_post_build
on_serve = _adapter.on_serve
on_shutdown = _adapter.on_shutdown
on_build_error = _adapter.on_build_error
