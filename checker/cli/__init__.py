"""The commands, one file each: arguments in, pipeline, print, exit code."""
