"""Measurements, one file each; every file prints a table."""
