"""An atlas's folder: its files read, judged and written."""
