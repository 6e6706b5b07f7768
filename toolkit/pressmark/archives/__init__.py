"""Finds the inputs below what a user names, in archives of any kind, which are hostile until shown otherwise."""

from pressmark.archives.inputs import CONFIGURATION, walk
from pressmark.archives.limits import Limits, Refused, printable

__all__ = ["CONFIGURATION", "Limits", "Refused", "printable", "walk"]
