"""Verbs that only activities have."""
