"""frontmap maps who held which neighbourhood, day by day, and shows on what evidence."""
