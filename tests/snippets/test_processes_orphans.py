import sys
from pathlib import Path

import pytest

from snippets.processes import orphan, zombie


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_an_ended_child_is_a_zombie_until_joined():
    assert zombie.main() == ["Z", "gone"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows adopts no orphans")
def test_an_orphan_gets_another_parent():
    before, after, parent = orphan.main()
    assert before == parent
    assert after != parent
