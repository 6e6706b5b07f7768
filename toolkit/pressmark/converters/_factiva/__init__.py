"""Takes the documents of a Factiva export apart."""
