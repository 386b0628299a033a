"""Dragoman reads news and returns coded political events with their evidence."""
