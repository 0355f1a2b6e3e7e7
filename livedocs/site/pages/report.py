"""The page that reports every run of this build, and documents ``runs.json``."""

from typing import Any

from mkdocs_gen_files.editor import FilesEditor

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "title": "Run report",
        "lead": "What the build of this site ran, where, and what it took. A click on the head of "
        "a column sorts by it. For programs the same is in `runs.json`, "
        "[documented below](#runs-json).",
        "json": "`runs.json`",
        "json_lead": "One object. Times are seconds, memory is bytes, moments are ISO 8601 in UTC, "
        "addresses are below the root of this language; `null` is what this system does not tell. "
        "Fields may be added; one that changes its meaning gets another `version`.",
        "columns": ("field", "what it is"),
        "fields": {
            "version": "1",
            "built": "when the site was built",
            "system, cpus": "the system, and the CPUs that the build may use",
            "interpreters": "each with `python` (its name and version), `free_threaded` and "
            "`start_method` (the default of `multiprocessing`)",
            "runs": "a list of objects with the fields below",
            "snippet, claim": "its path below `snippets/`, and the first line of its docstring",
            "panel, record": "the address of its panel, and of the record of the whole run (every "
            "lane and line) as JSON",
            "python, started, cached": "the interpreter, when it ran, and whether it ran before "
            "this build",
            "exit, expected_exit": "the exit code, or minus the number of the signal, and the one "
            "that its page declares",
            "wall, cpu": "from start to end of the main process; user and system time of all "
            "processes that were waited for",
            "peak_memory": "resident memory of the largest process",
            "processes, threads, tasks": "how many lived; the main thread of a process is not "
            "counted; 0 for snippets that measure, which are not recorded from inside",
            "start_methods": "those that its processes were started with",
            "lines": "how many lines it printed",
        },
    },
    "zh": {
        "title": "运行报告",
        "lead": "构建本站时运行了什么、在什么机器上、用了多少时间和内存。点击表头可以按该列排序。"
        "供程序读取的同一份数据在 `runs.json`，格式[见下文](#runs-json)。",
        "json": "`runs.json`",
        "json_lead": "内容是一个对象。时间以秒计，内存以字节计，时刻用 ISO 8601（UTC），"
        "地址相对于本语言站点的根；本机系统不提供的值为 `null`。以后可能增加字段；"
        "如果某个字段改变含义，`version` 也会随之改变。",
        "columns": ("字段", "含义"),
        "fields": {
            "version": "1",
            "built": "站点的构建时刻",
            "system, cpus": "操作系统，以及构建可用的 CPU 数",
            "interpreters": "每个解释器的 `python`（名称与版本）、`free_threaded` 与 "
            "`start_method`（`multiprocessing` 的默认启动方式）",
            "runs": "由下列字段组成的对象列表",
            "snippet, claim": "脚本在 `snippets/` 下的路径，以及文档字符串的第一行",
            "panel, record": "面板的地址，以及整次运行的记录（每条横条、每行输出）的 JSON 地址",
            "python, started, cached": "解释器、运行时刻，以及是否在本次构建之前就已运行",
            "exit, expected_exit": "退出码（被信号终止时为信号编号的相反数），以及页面声明的退出码",
            "wall, cpu": "主进程从开始到结束的时间；所有被等待过的进程的用户态与内核态 CPU 时间",
            "peak_memory": "占用最多的那个进程的常驻内存",
            "processes, threads, tasks": "出现过的数量；进程的主线程不计入；"
            "测量类脚本不从内部记录，因此为 0",
            "start_methods": "启动进程时实际用到的方式",
            "lines": "输出的行数",
        },
    },
}

editor = FilesEditor.current()
words = WORDS[editor.config.theme["language"]]

with editor.open("report.md", "w") as page:
    front = f"title: {words['title']}\nhide: [toc]\nsearch: {{exclude: true}}"
    print(f"---\n{front}\n---\n\n# {words['title']}\n", file=page)
    print(f"{words['lead']}\n\n```runs\nreport\n```\n", file=page)
    print(f"## {words['json']} {{ #runs-json }}\n\n{words['json_lead']}\n", file=page)
    print("| " + " | ".join(words["columns"]) + " |\n| --- | --- |", file=page)
    for fields, meaning in words["fields"].items():
        names = ", ".join(f"`{field}`" for field in fields.split(", "))
        print(f"| {names} | {meaning} |", file=page)
