"""Measurements: how good and how fast the search is, on archives made for the purpose, beside other engines."""
