"""Cuts a bundle into parts: which lines belong to which item, attachment or minutes."""
