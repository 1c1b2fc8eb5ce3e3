"""Verbs that only risks have."""
