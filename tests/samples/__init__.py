"""The sample townships: their figures, their files, what the check finds in them."""
