"""Takes the documents of a LexisNexis export apart."""
