"""Taking in a municipality's own file: shown, agreed to, written."""
