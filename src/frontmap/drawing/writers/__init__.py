"""The writers of a drawing: SVG, pixels, shapes of a slide."""
