"""What all tests share: generated examples are the same each time, and no machine is too slow for one."""

from hypothesis import settings

settings.register_profile("drogscen", deadline=None, derandomize=True)
settings.load_profile("drogscen")
