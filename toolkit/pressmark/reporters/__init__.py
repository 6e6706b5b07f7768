"""Holds the reporters: one file writes a report in one format."""
