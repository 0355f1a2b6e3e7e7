import math
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.version_info < (3, 14), reason="new in Python 3.14")


def test_a_change_in_another_interpreter_stays_there():
    from snippets.since import interpreters_do_not_share

    assert interpreters_do_not_share.main() == math.pi


def test_a_pool_uses_other_interpreters_of_the_same_process():
    from snippets.since import interpreter_pool

    ours, places = interpreter_pool.main()
    assert {pid for pid, _ in places} == {ours}
    assert 0 not in {number for _, number in places}
