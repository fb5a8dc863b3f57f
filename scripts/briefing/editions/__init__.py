"""What was published, as finished output that is never rendered again; what it promises, and what became of it."""
