"""Commands, one file each: arguments in, the pipeline, print, exit code."""
