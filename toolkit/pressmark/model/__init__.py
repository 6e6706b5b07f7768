"""Holds the frozen values that pass between the parts: drafts, works, findings, receipts."""
