"""Decisions: listed across meetings, and written into one."""
