"""A day's map laid out once, as plain marks that every writer puts down alike.

`layout` is the way in; `svg` and `painter` put its marks down, as text and through matplotlib.
"""
