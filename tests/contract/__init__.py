"""Every example of the contracts (language, data, command line) does what its page says."""
