"""Writing down a meeting: as a conversation, from options and from a file."""
