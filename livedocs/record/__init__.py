"""What a run is, and how it is recorded.

run         the record: a Run of lanes and lines
recorder/   goes into each Python process of a snippet, and tells what happens there
collector   puts what the processes tell, and what the pipes carry, into lanes and lines
lane_names  what the lanes are called
"""
