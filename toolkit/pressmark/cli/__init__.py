"""The front door: one file a command, named as it is typed."""
