"""A record as HTML. The same record gives the same text.

template     fill a template of ``templates/`` with the fixed words of ``words.toml``
outcome      how a run ended, and what is wrong with it, in words
axis         from seconds to positions in the picture, and the times below it
colours      the colour of each lane, by its name, and which are helpers
pieces       the stretches of a lane as pieces of its bar
timeline     where lanes and lines stand in the picture
chart        what a run has measured, as bars
standing     what a lane does in a stretch, in words
panel        a run: source, output, timeline or chart, facts
command      the command by which a reader runs a snippet
repeats      ten runs of one snippet: what varies, and what does not
player       what the player of a run takes: who stood where, and when
trace        a run in the Chrome trace event format, for Perfetto
run_files    what the site has of a run besides its panel
"""
