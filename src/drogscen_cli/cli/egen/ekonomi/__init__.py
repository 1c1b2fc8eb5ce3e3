"""Verbs that only money has."""
