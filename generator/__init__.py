"""moedearkiv: the public meeting archive of a Danish municipality, from papers to site."""
