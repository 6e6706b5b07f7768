"""Holds the describers: one file renders a release's description in one standard."""
