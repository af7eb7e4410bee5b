"""The Word files: what validators and a check of our own find in them, and proof that they find planted defects."""
