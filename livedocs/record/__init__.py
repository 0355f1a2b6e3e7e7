"""What a run is, and how it is recorded.

run         the record: a Run of lanes and lines
recorder/   goes into each Python process of a snippet, and tells what happens there
collector   takes what the processes tell, and what the pipes carry
output      finds out who wrote what comes through a pipe
terminal    what a terminal shows of it; screen, where there are control characters
writer      who wrote what, and when
lane_names  what the lanes are called
stretches   at which source line each lane stood
finish      makes the lanes, lines and stretches of a record
"""
