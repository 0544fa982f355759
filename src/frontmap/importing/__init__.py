"""Outlines and tables as people have them, understood and turned into an atlas."""
