"""A build on a machine that something else keeps busy says so, and so do the panels."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.site.panels import panels

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who is to blame")

COMPUTES = '''\
"""It computes."""

import time

while time.process_time() < 0.4:
    pass
'''
FENCE = '```snippet exec="on"\nbusy/computes.py\n```'


@contextmanager
def busy_programs():
    """Two programs compute on each CPU; each in a session of its own, as the runs are."""
    command = [sys.executable, "-c", "while True: pass"]
    count = 2 * len(os.sched_getaffinity(0))
    programs = [subprocess.Popen(command, start_new_session=True) for _ in range(count)]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()


@pytest.fixture(scope="module")
def built(make_site):
    site = make_site()
    (site.folder / "snippets" / "busy").mkdir()
    (site.folder / "snippets" / "busy" / "computes.py").write_text(COMPUTES, "utf-8")
    site.add_fence(FENCE)
    with busy_programs():
        return site.build("--strict")


def test_the_build_says_that_the_machine_is_busy_and_passes(built):
    assert built.exit == 0, built.stderr
    assert built.stderr.count("This machine is busy: ") == 1


def test_the_run_was_made_again_alone(built):
    assert "held up and made again, alone" in built.stderr


@pytest.mark.parametrize(
    ("page", "said"), [("/", "held up [0-9.]+ s by"), ("/zh/", "被其他程序耽误 [0-9.]+ 秒")]
)
def test_the_panel_says_that_others_held_it_up(built, page, said):

    (panel,) = [one for one in panels(built.pages[page]) if one.snippet == "busy/computes.py"]
    assert re.search(said, panel.html)


def test_a_strict_build_fails_where_a_picture_contradicts_its_page(make_site):
    site = make_site()
    picture = '[[picture]]\nsnippet = "first/one_process.py"\nprinted = "only"\n'
    (site.folder / "docs" / "pictures.toml").write_text(picture, "utf-8")
    asked = site.folder / "livedocs" / "content" / "pictures.py"  # however busy the machine is
    asked.write_text(asked.read_text("utf-8").replace(" or run.held_up", ""), "utf-8")
    strict, plain = site.build("--strict"), site.build()
    said = "index.md: the run of first/one_process.py contradicts the page: only is not in its run"
    assert (strict.exit != 0, said in strict.stderr) == (True, True)
    assert (plain.exit, said in plain.stderr) == (0, True)
