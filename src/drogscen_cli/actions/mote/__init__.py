"""Meetings: planned, moved, written down: pure."""
