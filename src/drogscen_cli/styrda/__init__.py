"""The plan's controlled fields: paths to them, their values as text, and what has been adopted and approved."""
