"""Reads tables of articles: their rows, their columns' meaning, and a draft from each row."""
