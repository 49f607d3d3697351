"""Cairn: a self-hosted home for peer support, where no one goes unheard."""

__version__ = "0.1.0"
