"""Reads the records of a web archive that are no pages."""
