import asyncio
import os
import threading

from snippets.coroutines import context_in_threads, process_executor, to_thread


def test_tasks_go_on_while_a_thread_blocks():
    before, during, thread = asyncio.run(to_thread.main())
    assert before > 0
    assert during > 0
    assert thread is not threading.current_thread()


def test_tasks_go_on_while_other_processes_compute():
    results, ticks = process_executor.main()
    totals, pids = zip(*results, strict=True)
    assert totals[0] == totals[1] == sum(n * n for n in range(process_executor.STEPS))
    assert os.getpid() not in pids
    assert ticks


def test_only_to_thread_takes_context_variables_along():
    assert asyncio.run(context_in_threads.main()) == ["nobody", "Ann", "Ann", "nobody"]
