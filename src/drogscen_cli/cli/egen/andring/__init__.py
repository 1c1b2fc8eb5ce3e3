"""Verbs that only change requests have."""
