"""Verbs that only meetings have."""
