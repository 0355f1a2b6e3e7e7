"""From a snippet to its panel, one module for each step, in this order.

snippet     find    a file under ``snippets/``
place       run     the folder that its run has
limits      run     what its run may take of the machine
supervise   run     a real ``python file.py``, in a process of its own
orders      run     what that process does
supervisors run     start it
streams     run     take in what its processes write
tree        run     find and end all that came from it
recorder/   record  what happens inside it, process by process
names       record  what the lanes of a run are called
collect     record  put what the processes tell into lanes and lines
run         record  the finished record, and the call that makes one
cache       record  keep it, until anything that it depends on changes
schedule    run     many, side by side; those that measure time, alone
progress    run     tell meanwhile how far they are
timeline    render  lanes to rows and positions
chart       render  what was measured to bars
panel       render  the record to HTML
blocks      render  many records to the gallery, the claims and the report
edition     render  the pages of one language, with panels and blocks in their places
matrix      try     every snippet with every interpreter and start method
venvs       try     an environment for each interpreter
trial       try     one snippet: its file, its tests
soak        try     all tests, many times in a row
rules/      check   the house rules, one function each
new         add     a snippet, its test and its fences, from a template
__main__            ``python -m livedocs``: check, new

``matrix_result`` keeps what the matrix found, ``matrix_blocks`` shows it.
``article``, ``claims`` and ``apis`` say what the pages say of the article, and of each snippet;
``catalogue`` lists what is shown where. Only ``fence``, ``kept``, ``build``, ``workbench``,
``site`` and ``pages/`` know MkDocs.
"""
