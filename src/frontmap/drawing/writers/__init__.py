"""What puts a drawing down: as SVG, through matplotlib, as shapes of a slide."""
