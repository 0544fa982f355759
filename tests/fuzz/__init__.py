"""Inputs that nobody would write, and what frontmap makes of them; see README.md."""
