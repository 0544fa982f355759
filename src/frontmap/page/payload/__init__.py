"""What the page reads: the whole atlas in one small text."""
