"""Turns drafts into the rows of the contract: identity, hashes, attribution."""
