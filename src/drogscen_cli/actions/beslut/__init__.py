"""Decisions of the body that the plan names: on the plan itself and on change requests. Pure."""
