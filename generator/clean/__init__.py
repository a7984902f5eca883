"""Text cleaning: small named `str -> str` steps, and the rules for line-end hyphens."""
