"""From a snippet to its panel, one module for each step, in this order.

snippet     find    a file under ``snippets/``
supervise   run     a real ``python file.py``, in a process of its own
streams     run     take in what its processes write
tree        run     find and end all that came from it
recorder/   record  what happens inside it, process by process
collect     record  put what the processes tell into lanes and lines
run         record  the finished record, and the call that makes one
cache       record  keep it, until anything that it depends on changes
schedule    run     many, side by side; those that measure time, alone
timeline    render  lanes to rows and positions
panel       render  the record to HTML

Only ``fence``, ``site`` and ``pages/`` know MkDocs.
"""
