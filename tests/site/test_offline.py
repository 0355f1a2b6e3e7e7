"""Nothing is fetched while a site is built."""

import shutil
import subprocess
import sys

import pytest

from tests.site import offline
from tests.site.tiny_site import MKDOCS

WATCHED = [sys.executable, "-P", offline.__file__, "mkdocs"]
CUT_OFF = ["unshare", "--map-root-user", "--net"]


def can_cut_off():
    return shutil.which("unshare") and subprocess.run([*CUT_OFF, "true"]).returncode == 0


def test_a_build_asks_for_no_host(make_site):
    built = make_site().build("--strict", command=WATCHED)
    assert built.exit == 0, built.stdout + built.stderr
    assert offline.REFUSED not in built.stderr


def test_a_build_that_asks_for_a_host_is_seen(make_site):
    site = make_site()
    with (site.folder / "hooks.py").open("a", encoding="utf-8") as hooks:
        hooks.write(
            "import contextlib, urllib.request\n"
            "with contextlib.suppress(OSError):\n"
            "    urllib.request.urlopen('http://example.org/')\n"
        )
    assert offline.REFUSED in site.build("--strict", command=WATCHED).stderr


@pytest.mark.skipif(not can_cut_off(), reason="needs unshare, and the right to use it")
def test_a_build_and_its_runs_need_no_network(make_site):
    built = make_site().build("--strict", command=[*CUT_OFF, *MKDOCS])
    assert built.exit == 0, built.stdout + built.stderr
    assert built.panels("/")[0].output == ["child: 你好 <b>&amp;</b>", "parent: done"]
