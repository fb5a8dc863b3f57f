"""Hands the events of MkDocs on; what happens at each is in `briefing/pipeline/mkdocs.py`. MkDocs puts this folder on
`sys.path` only while it loads this file, which it keeps for all builds of a server: all is imported at the top."""

from briefing.pipeline.mkdocs import Run

_run = Run()  # what this process builds: once, or again and again while it serves
globals().update((name, getattr(_run, name)) for name in dir(_run) if name.startswith("on_"))
