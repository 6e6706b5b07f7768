"""Computes how much of an article may be released: facts in, a profile and the rule that decided out."""
