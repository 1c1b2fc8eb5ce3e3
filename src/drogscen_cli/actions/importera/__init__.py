"""A municipality's own files, read and compared: pure."""
