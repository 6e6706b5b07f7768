"""Holds the publishers: one file delivers a release to one kind of place."""
