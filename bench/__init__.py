"""Measurements against a reference, as ratios: `make bench`."""
