"""What an author writes, and the rules for it; nothing here knows what a page claims, or changes its words."""
