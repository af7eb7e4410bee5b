"""Both files: what readers that know nothing of this project find in them, held against what the model says."""
