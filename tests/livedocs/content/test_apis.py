import pytest

from livedocs.content import apis


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import time\ntime.sleep(1)", ["time.sleep"]),
        ("import time as t\nt.sleep(1)", ["time.sleep"]),
        ("from time import sleep\nsleep(1)", ["time.sleep"]),
        ("from time import sleep as nap\nnap(1)", ["time.sleep"]),
        ("import os.path\nos.path.join('a')", ["os.path", "os.path.join"]),
        ("import time", []),
        ("sleep(1)\nqueue.put(1)", []),
        (
            "import multiprocessing as mp\ncontext = mp.get_context('spawn')\ncontext.Queue()",
            ["multiprocessing.Queue", "multiprocessing.get_context"],
        ),
        (
            "import multiprocessing as mp\nmp.get_context('fork').Process()",
            ["multiprocessing.Process", "multiprocessing.get_context"],
        ),
        (
            "import threading\nclass Worker(threading.Thread):\n    pass",
            ["threading.Thread"],
        ),
    ],
)
def test_the_names_of_libraries_are_found(source, names):
    assert apis.used(source) == names


def test_a_name_inside_a_documented_one_counts_for_it(monkeypatch):
    monkeypatch.setattr(apis, "documented", lambda: {"sys.stdout": "", "sys": ""})
    assert apis.names("import sys\nsys.stdout.write('')\nsys.argv") == ["sys", "sys.stdout"]


def test_a_name_that_is_not_documented_is_left_out(monkeypatch):
    monkeypatch.setattr(apis, "documented", dict)
    assert apis.names("import sys\nsys.exit()") == []
