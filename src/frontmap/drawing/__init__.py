"""A day's map laid out once, as marks that every writer draws alike.

`layout` lays out one day and `small_multiples` several; `writers` draw the marks as SVG, through
matplotlib, and as the shapes of a slide.
"""
