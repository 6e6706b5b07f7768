"""Holds the rules: what a good article, collection, package and release look like."""
