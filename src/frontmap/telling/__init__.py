"""An atlas in words and tables: for the terminal, for scripts, for notes."""
