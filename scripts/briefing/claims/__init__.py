"""What a page claims: labels and records, the rules for them, the ledger, and the sources that they rest on."""
