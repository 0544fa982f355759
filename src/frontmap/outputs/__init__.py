"""Files that show a day or several: stills, animations, handouts, decks."""
