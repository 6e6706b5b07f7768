"""Reads what wordings mean: dates, names, notices, licences, encodings. Pure functions; no clock."""
