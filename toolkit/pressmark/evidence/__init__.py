"""Reads what wordings mean: dates, names, notices, licences, encodings, addresses. Pure functions; no input, no clock."""
