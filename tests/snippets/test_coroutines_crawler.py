import pytest


def test_threads_fetch_every_page():
    pytest.importorskip("requests")
    from snippets.coroutines import crawler_threads

    assert crawler_threads.main() == sorted(crawler_threads.PAGES)


def test_tasks_fetch_every_page():
    pytest.importorskip("aiohttp")
    from snippets.coroutines import crawler_asyncio

    assert crawler_asyncio.main() == sorted(crawler_asyncio.PAGES)
