"""The verbs that every register has."""
