"""When ``make bench`` takes a run for served."""

import pytest

from bench.serve import own_time

SOURCE = '<span class="s2">&quot;new&quot;</span>'


def panel(attributes, output):
    line = f'<span class="line"><span class="line__pid"></span>{output}</span>'
    return f'<section class="run" data-snippet="a/b.py" {attributes}>\n{SOURCE}{line}\n</section>'


@pytest.mark.parametrize(
    ("page", "seconds"),
    [
        (panel('data-exit="0" data-wall="0.250"', "new"), 0.25),
        (panel('data-exit="0" data-wall="0.250"', "old"), None),
        (panel("data-pending", "new"), None),
        (panel('data-exit="0" data-wall="0.250"', "new").replace("a/b", "a/c"), None),
    ],
)
def test_a_run_is_served_once_its_panel_has_the_new_output_and_its_end(page, seconds):
    assert own_time(f"<p>{page}</p>", "a/b.py", "new") == seconds
