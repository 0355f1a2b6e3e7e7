"""The context of blocks, which are the parts of pages that are made from all runs."""

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from livedocs.content.catalogue import Page, ShownRun
from livedocs.render.outcome import exit_words
from livedocs.render.template import fill, words


@dataclass(frozen=True)
class BlockContext:
    """The runs and pages of a build in one language, and where the page with the block is."""

    language: str
    root: str
    """The relative path from the page to the root of its language."""
    pages: list[Page]
    shown: list[ShownRun]

    def page(self, path: str) -> Page:
        """The page whose source is ``path``."""
        return next(page for page in self.pages if page.chapter.path == path)

    def shown_run(self, snippet: str) -> ShownRun | None:
        """The first run of the snippet with that name; None if there is none."""
        found = (shown for shown in self.shown if shown.request.snippet.name == snippet)
        return next(found, None)

    def fill(self, template: str, **values: object) -> Markup:
        """The ``template`` filled with ``values`` and with what all blocks use."""
        language = self.language
        return fill(
            template,
            context=self,
            words=words(language),
            root=self.root,
            exit_words=partial(exit_words, language=language),
            **values,
        )
