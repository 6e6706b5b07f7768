"""Holds the stages: one verb a file, values in and values out; no stage calls another."""
