"""Holds the parts of the difference of two collections; `pressmark.records.difference` puts them together."""
