"""Finds and loads the contracts under `schemas/`, and derives every other form of them."""
