import os

import pytest

from snippets.processes import primes_one_machine

PRIMES_BELOW_30000 = 3245


def test_a_process_pool_counts_all_primes_in_other_processes():
    total, pids = primes_one_machine.main()
    assert total == PRIMES_BELOW_30000
    assert os.getpid() not in pids


def test_a_cluster_counts_the_same_with_the_same_code():
    pytest.importorskip("distributed")
    from snippets.processes import primes_cluster

    total, pids = primes_cluster.main()
    assert total == PRIMES_BELOW_30000
    assert os.getpid() not in pids
