"""Readers: one per input format, all with the same result, a `Bundle`."""
