"""The page with a card for each snippet: a heading for each chapter, filled in after the runs."""

from mkdocs_gen_files.editor import FilesEditor

from livedocs.content.article import section_titles
from livedocs.snippet import find_all

WORDS = {
    "en": {
        "title": "All runs",
        "lead": "Every snippet of the site, with its claim, a small picture of its run in this "
        "build, and the names of libraries that it uses. [Download all of them](snippets.zip) with "
        "a short README; each stands alone and behaves on your machine as on its page, but for "
        "[what differs between runs](your-output.md).",
    },
    "zh": {
        "title": "全部运行",
        "lead": "本站的全部脚本：每个脚本的结论、本次构建中那次运行的缩略图，以及它用到的库中名称。"
        "可以[打包下载](snippets.zip)，内附简短的 README；每个脚本都能独立运行，"
        "在你的机器上与页面上的表现相同，只是[有些东西每次运行都会变](your-output.md)。",
    },
}

editor = FilesEditor.current()
words = WORDS[editor.config.theme["language"]]

titles = dict(section_titles(editor.config.nav or []))
chapters = dict.fromkeys(snippet.chapter for snippet in find_all())
in_order = [name for name in titles if name in chapters]
in_order += [name for name in chapters if name not in titles]

with editor.open("gallery.md", "w") as page:
    print(f"---\ntitle: {words['title']}\nhide: [toc]\n---\n\n# {words['title']}\n", file=page)
    print(f"{words['lead']}\n\n```runs\ngallery-filter\n```\n", file=page)
    for name in in_order:
        print(f"## {titles.get(name, name)} {{ #{name} }}\n", file=page)
        print(f"```runs\ngallery {name}\n```\n", file=page)
