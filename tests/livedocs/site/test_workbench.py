"""Runs on demand: who may ask for what, what is answered, and that nothing is left running."""

import http.client
import json
import re
import socket
import threading
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace

import pytest
from mkdocs.livereload import LiveReloadServer

from livedocs.content.catalogue import Page
from livedocs.record.run import Stretch
from livedocs.run.schedule import Request, Schedule
from livedocs.site import workbench
from livedocs.site.build import Build
from livedocs.snippet import find

GOOD = {"snippet": "processes/x.py"}


@pytest.fixture
def folder(tmp_path, write_snippet, monkeypatch):
    """A folder of snippets, which the workbench takes for all that there are."""
    write_snippet("print('hello')", "processes/x.py")
    folder = tmp_path / "snippets"
    monkeypatch.setattr(workbench, "find", lambda name: find(name, folder))
    return folder


@pytest.fixture
def build(tmp_path):
    build = Build(serving=True)
    build.schedule = Schedule(tmp_path / "cache")
    build.rendered.set()
    for language in ("en", "zh"):
        build.begin_language(language).folder = str(tmp_path / "site")
    build.rendered.set()
    yield build
    build.schedule.stop()


@pytest.fixture
def server(build, folder, tmp_path):
    """MkDocs' own server, with the workbench before it."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path / "site"))
    server.bench = workbench.Workbench(server, build)
    server.set_app(server.bench)
    server.server_bind()
    server.server_activate()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    super(LiveReloadServer, server).shutdown()
    thread.join()


class Client:
    """A page's script, or one that pretends to be."""

    def __init__(self, port):
        self.port = port
        self.headers = {
            "Host": f"127.0.0.1:{port}",
            "Origin": f"http://127.0.0.1:{port}",
            "Content-Type": "application/json",
        }

    def open(self, order, what="run", method="POST", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = order if isinstance(order, str) else json.dumps(order)
        all_headers = {**self.headers, **headers}
        kept = {name: value for name, value in all_headers.items() if value is not None}
        connection.request(method, f"/workbench/{what}", body, kept)
        return connection, connection.getresponse()

    def refused(self, order, **more):
        """The status and the words with which an order is refused."""
        connection, response = self.open(order, **more)
        with closing(connection):
            return response.status, response.read().decode()

    def answers(self, order, **more):
        connection, response = self.open(order, **more)
        with closing(connection):
            assert response.status == 200, response.read()
            return [json.loads(line) for line in response.read().splitlines() if line]


@pytest.fixture
def client(server):
    return Client(server.server_port)


# What runs


def test_a_snippet_runs_and_its_panel_comes_last(client):
    *_, panel, done = client.answers(GOOD)
    assert done == {"done": True}
    assert 'data-exit="0"' in panel["html"]
    assert ">hello</span>" in panel["html"]


def test_a_panel_fills_while_the_snippet_runs(client, write_snippet, tmp_path):
    go_on = tmp_path / "go on"
    program = f"""
        import pathlib, time
        print("first", flush=True)
        while not pathlib.Path({str(go_on)!r}).exists():
            time.sleep(0.01)
        print("second")
        """
    write_snippet(program, "processes/slow.py")
    connection, response = client.open({"snippet": "processes/slow.py"})
    with closing(connection):
        for line in response:
            if b">first</span>" in line:
                break
        assert b"data-running" in line
        assert b">second</span>" not in line
        go_on.touch()
        rest = response.read()
    assert b">second</span>" in rest
    assert b'data-exit=\\"0\\"' in rest


def test_the_panel_is_in_the_language_of_the_page(client):
    answers = client.answers({**GOOD, "language": "zh"})
    assert "退出码 0" in answers[-2]["html"]


def test_a_run_takes_the_place_of_the_pages_and_goes_into_the_cache(client, build, folder):
    request = Request(find("processes/x.py", folder))
    page = SimpleNamespace(requests=(request,))
    build.sites["en"].pages = [page]
    client.answers(GOOD)
    assert build.schedule.is_done(request)
    assert Schedule(build.schedule._cache_folder).result(request)[1] is True


def test_a_run_that_was_followed_comes_with_the_data_of_its_player(client, monkeypatch):
    class Followed(workbench.Running):
        def records(self):
            for run in super().records():
                stretch = Stretch(0, 0.0, 0.1, 1, 0.0, False)
                yield run and replace(run, stretches=(stretch,))

    monkeypatch.setattr(workbench, "Running", Followed)
    *_, panel, _ = client.answers(GOOD)
    (data,) = re.findall('<script type="application/json">(.*)</script>', panel["html"])
    assert json.loads(data)["lines"]


@pytest.mark.parametrize("ending", ["json", "trace.json", "player.js"])
def test_what_the_site_has_of_a_run_is_written_when_it_is_asked_for(
    build, folder, make_run, tmp_path, ending
):
    request = Request(find("processes/x.py", folder))
    for site in build.sites.values():
        site.pages = [Page(SimpleNamespace(folder="processes"), "x/", (request,))]
    build.schedule.put(request, make_run(stretches=(Stretch(0, 0.0, 0.1, 1, 0.0, False),)))
    build.refresh(f"/runs/processes/x.{ending}")
    assert "hello" in (tmp_path / f"site/runs/processes/x.{ending}").read_text("utf-8")


def test_a_start_method_can_be_chosen(client, write_snippet):
    write_snippet(
        """
        import multiprocessing
        if __name__ == "__main__":
            print(multiprocessing.get_start_method())
        """,
        "processes/method.py",
    )
    for method in ("spawn", "forkserver"):
        answers = client.answers({"snippet": "processes/method.py", "method": method})
        assert f">{method}</span>" in answers[-2]["html"]


def test_ten_times_in_a_row_show_what_varies(client, write_snippet):
    write_snippet("import os; print(os.getpid()); print(os.urandom(9))", "processes/vary.py")
    answers = client.answers({"snippet": "processes/vary.py", "times": "10"})
    strips = [answer["strip"] for answer in answers if "strip" in answer]
    assert [strip.count("<svg") for strip in strips] == list(range(1, 11))
    assert "The same exit in 10 of 10" in strips[-1]
    assert "The same lines, but for PIDs, in 1 of 10" in strips[-1]


def test_the_choices_fit_the_snippet(client, write_snippet):
    write_snippet("import multiprocessing\nmultiprocessing.Process()", "processes/p.py")
    write_snippet("import multiprocessing as m\nm.get_context('spawn').Process()", "processes/c.py")
    methods = {}
    for name in ("x", "p", "c"):
        (options,) = client.answers({"snippet": f"processes/{name}.py"}, what="options")
        methods[name] = bool(options["methods"])
    assert methods == {"x": False, "p": True, "c": False}
    assert options["words"]["served_run"] == "Run"


def test_panels_of_runs_under_way_are_told_as_they_end(client, build, folder, write_snippet):
    names = ["processes/x.py", "processes/y.py"]
    write_snippet("print('why')", names[1])
    requests = [Request(find(name, folder)) for name in names]
    build.sites["en"].pages = [SimpleNamespace(requests=tuple(requests))]
    order = {"anchors": "processes-x processes-y", "root": "../"}
    connection, response = client.open(order, what="ended")
    with closing(connection):
        build.schedule.start(requests)
        answers = [json.loads(line) for line in response.read().splitlines() if line]
    assert answers[-1] == {"done": True}
    assert {answer["anchor"] for answer in answers[:-1]} == {"processes-x", "processes-y"}


# What is refused


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "example.org"}, 403),
        ({"Host": "example.org:{port}", "Origin": "http://example.org:{port}"}, 403),
        ({"Host": "127.0.0.1.example.org:{port}"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Origin": "http://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": None}, 415),
    ],
)
@pytest.mark.parametrize("what", ["run", "options", "ended"])
def test_a_foreign_page_is_refused(client, build, headers, status, what):
    headers = {
        name: value and value.replace("{port}", str(client.port)) for name, value in headers.items()
    }
    assert client.refused(GOOD, what=what, **headers)[0] == status
    assert client.answers(GOOD, what="options")  # it is there for its own page


def test_an_address_that_is_not_this_machines_is_refused():
    environ = {"REMOTE_ADDR": "192.0.2.1", "HTTP_HOST": "127.0.0.1:80"}
    with pytest.raises(workbench.RefusedError, match="only this machine"):
        workbench.check(environ, 80)


@pytest.mark.parametrize("method", ["GET", "PUT", "OPTIONS", "HEAD", "DELETE"])
def test_only_a_post_is_taken(client, method):
    assert client.refused(GOOD, method=method)[0] == 405


@pytest.mark.parametrize(
    "name",
    [
        "../secret.py",
        "processes/../../secret.py",
        "..%2fsecret.py",
        "/etc/passwd",
        "processes/link.py",
        "processes/none.py",
        "processes",
        "",
        "processes/x.py\0",
        "processes/x.py; print(1)",
        "-c",
        "x" * 5000,
    ],
)
def test_only_snippets_run(client, folder, tmp_path, name):
    ran = tmp_path / "ran"
    secret = tmp_path / "secret.py"
    secret.write_text(f"open({str(ran)!r}, 'w')")
    (folder / "processes" / "link.py").symlink_to(secret)
    status, why = client.refused({"snippet": name})
    assert status == 404
    assert why.count("\n") == 1
    assert not ran.exists()


def test_an_absolute_path_is_refused(client, tmp_path):
    ran, secret = tmp_path / "ran", tmp_path / "secret.py"
    secret.write_text(f"open({str(ran)!r}, 'w')")
    assert client.refused({"snippet": str(secret)})[0] == 404
    assert not ran.exists()


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ("", 400),
        ("nonsense", 400),
        ("[]", 400),
        ("null", 400),
        ("5", 400),
        ('{"snippet": ', 400),
        ({**GOOD, "method": "knife"}, 400),
        ({**GOOD, "python": "/bin/sh"}, 400),
        ({**GOOD, "more": "x" * 20_000}, 413),
    ],
)
def test_a_bad_order_is_refused(client, order, status):
    assert client.refused(order)[0] == status


# Many, and those who leave

ENDLESS = """
    import multiprocessing, time
    if __name__ == "__main__":
        multiprocessing.Process(target=time.sleep, args=(1000,)).start()
        print("started", flush=True)
        time.sleep(1000)
    """


def read_until(response, text):
    for line in response:
        if text in line:
            return
    pytest.fail(f"no {text}")


def test_a_reader_who_leaves_ends_the_whole_tree(client, write_snippet, left_running, wait_until):
    write_snippet(ENDLESS, "processes/endless.py")
    connection, response = client.open({"snippet": "processes/endless.py"})
    read_until(response, b">started</span>")
    assert len(left_running()) >= 2
    response.close()
    connection.close()
    wait_until(lambda: not left_running())
    assert client.answers(GOOD)[-1] == {"done": True}


def test_a_server_that_stops_ends_the_whole_tree(
    client, build, write_snippet, left_running, wait_until
):
    write_snippet(ENDLESS, "processes/endless.py")
    connection, response = client.open({"snippet": "processes/endless.py"})
    with closing(connection):
        read_until(response, b">started</span>")
        build.schedule.stop()
        assert b'"error"' in response.read()
    wait_until(lambda: not left_running())


def test_fifty_at_once_wait_for_each_other(client, write_snippet, tmp_path):
    program = f"""
        import os, pathlib, time
        here = pathlib.Path({str(tmp_path)!r}, f"run {{os.getpid()}}")
        here.touch()
        print(len(list(here.parent.glob("run *"))))
        time.sleep(0.05)
        here.unlink()
        """
    write_snippet(program, "processes/many.py")
    results = []

    def ask():
        results.append(client.answers({"snippet": "processes/many.py"}))

    threads = [threading.Thread(target=ask) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answers[-1] for answers in results] == [{"done": True}] * 50
    beside = [
        int(number)
        for answers in results
        for number in re.findall(r">(\d+)</span>", answers[-2]["html"])
    ]
    assert len(beside) == 50
    assert max(beside) <= workbench.JOBS
    waiting = [
        answer["waiting"] for answers in results for answer in answers if "waiting" in answer
    ]
    assert max(waiting) > workbench.JOBS


def test_who_leaves_while_waiting_is_forgotten(client, server, wait_until):
    for _ in range(workbench.JOBS):
        server.bench.slots.acquire()
    connection, response = client.open(GOOD)
    read_until(response, b"waiting")
    connection.sock and connection.sock.shutdown(socket.SHUT_RDWR)
    response.close()
    connection.close()
    wait_until(lambda: server.bench.waiting == 0)
    for _ in range(workbench.JOBS):
        server.bench.slots.release()
    assert client.answers(GOOD)[-1] == {"done": True}
