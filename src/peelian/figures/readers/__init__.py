"""Readers: one file for each form of document, each giving passages and tables with their places."""
