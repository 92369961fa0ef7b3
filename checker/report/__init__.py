"""Gap lists written for people and machines; nothing is decided here."""
