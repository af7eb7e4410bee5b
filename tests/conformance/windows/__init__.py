"""The Windows program under Wine: see `__main__`."""
