"""Turns messy notes of a women's federation into a finished, verified work summary."""

__version__ = "0.1.0"
