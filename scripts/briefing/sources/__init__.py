"""What we cite: the bibliography and the rules for its entries, the note of each, and which hold no longer."""
