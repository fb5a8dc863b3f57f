"""What we cite: the bibliography and its rules, the note of each source, and which still hold."""
