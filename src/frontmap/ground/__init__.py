"""The ground: areas as one coverage, its borders, and the mending of outlines."""
