"""The risk review as a conversation, from options and from a file."""
