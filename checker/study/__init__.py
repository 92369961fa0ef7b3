"""The author's tools that run rules: cases."""
