"""Holds the converters: one file reads one kind of input."""
