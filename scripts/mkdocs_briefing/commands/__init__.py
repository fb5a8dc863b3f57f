"""What an author runs beside MkDocs: `mkdocs-briefing COMMAND`, a module a command."""
