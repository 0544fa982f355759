"""The folder of an atlas: what its tables are, and how they are read, checked and written."""
