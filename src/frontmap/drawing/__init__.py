"""A day's map laid out once, as marks that every writer draws alike.

`layout` lays out one day and `small_multiples` several; `writers` draw the marks as SVG, of which
pixels are made, and as the shapes of a slide.
"""
