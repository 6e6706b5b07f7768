"""Runs the rules on a package through three engines: JSON Schema, Frictionless, and pandera on polars."""
