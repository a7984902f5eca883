"""Tests of moedearkiv."""
