"""The front: who is hostile to whom, where they meet on a day and over days, and the pockets."""
