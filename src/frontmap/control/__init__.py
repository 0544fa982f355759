"""Who held what: the timeline of control, the evidence for it, accounts, and doubts about it."""
