"""What was published, as finished output that is never rendered again.

What it promises, and what became of what somebody cited.
"""
