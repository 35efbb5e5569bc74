"""The version of the code, stored with every finding it produces."""

__version__ = "0.1.0"
