"""The verbs that one register has and no other, one folder a register and one file a verb."""
