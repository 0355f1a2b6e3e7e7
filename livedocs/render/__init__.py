"""A record as HTML. The same record gives the same text.

template     fill a template of ``templates/`` with the fixed words of ``words.toml``
outcome      how a run ended, and what is wrong with it, in words
timeline     where lanes, lines and the axis stand in the picture
chart        what a run has measured, as bars
standing     what a lane does in a stretch, in words
panel        a run: source, output, timeline or chart, facts
repeats      ten runs of one snippet: what varies, and what does not
"""
