"""Takes the documents of a ProQuest export apart."""
