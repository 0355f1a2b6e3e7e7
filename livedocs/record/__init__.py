"""What a run is, and how it is recorded.

run         the record: a Run of lanes and lines
recorder/   runs in each Python process of a snippet, and reports what happens there
collector   collects these reports, and the bytes from the pipes, into lanes and lines
output      finds out which lane wrote the bytes that come through a pipe
terminal    what a terminal shows of the output; screen, if it has control characters
writer      who wrote some text, and when
lane_names  the names of lanes
stretches   at which source line each lane stood
finish      makes the lanes, lines and stretches of a record
"""
