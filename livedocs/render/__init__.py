"""Render a record as HTML. The same record always gives the same text.

template     fill a template of ``templates/`` with the fixed words of ``words.toml``
outcome      how a run ended, and what is wrong with it, in words
axis         from seconds to positions in the picture, and the times below it
colours      the colour of each lane, by its name, and which lanes are helpers
pieces       the stretches of a lane as pieces of its bar
timeline     where lanes and lines are in the picture
chart        what a run has measured, as bars
standing     what a lane does in a stretch, in words
panel        the panel of a run: source, output, timeline or chart, facts
command      the command with which a reader runs a snippet
repeats      ten runs of one snippet: what varies, and what does not
player       the data of the player: at which line each lane stands, and when
trace        a run in the Chrome trace event format, for Perfetto
run_files    the files that the site has for each run
"""
