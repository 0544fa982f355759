"""The writers of a drawing: SVG, matplotlib, shapes of a slide."""
