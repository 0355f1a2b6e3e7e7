"""The same tree builds under ProperDocs, which goes on where MkDocs 1 ended, to the same panels."""

import pytest

from tests.site.tiny_site import MODULE


@pytest.fixture(scope="module")
def both(make_site):
    """What MkDocs and then ProperDocs, with the runs of MkDocs, built from one tree."""
    site = make_site()
    return site.build("--strict"), site.build("--strict", command=[*MODULE, "properdocs"])


def test_properdocs_builds_the_tree(both):
    _, proper = both
    assert proper.exit == 0, proper.stdout + proper.stderr
    assert 'content="mkdocs-ProperDocs' in proper.pages["/"]


def test_properdocs_builds_the_same_pages(both):
    mkdocs, proper = both
    assert mkdocs.pages.keys() == proper.pages.keys()


def test_properdocs_shows_the_same_panels(both):
    def shown(built):
        return [
            (path, panel.snippet, panel.exit, panel.wall, panel.html)
            for path in sorted(built.pages)
            for panel in built.panels(path)
        ]

    mkdocs, proper = both
    assert shown(mkdocs)
    assert shown(proper) == shown(mkdocs)
