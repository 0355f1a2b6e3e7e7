"""The languages of the site, and which files of the project belong to each."""

LANGUAGES = ("en", "zh")
GUIDES = {"en": "CONTRIBUTING.md", "zh": "CONTRIBUTING.zh.md"}
"""The guides for contributors."""
