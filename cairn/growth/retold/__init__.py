"""What retelling needs besides its pages: its words, other ways to look, what stands on others' pages, what is taken
along and what a responder's decision does to it."""
