"""Atlases from tables and outlines as people have them, and new ones."""
