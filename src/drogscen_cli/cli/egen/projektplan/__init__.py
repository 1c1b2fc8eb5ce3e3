"""Verbs that only the plan has."""
