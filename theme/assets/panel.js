// The panels: copy buttons, switches, folding, and what belongs together lights up together.

// What Material's own scripts leave inaccessible.
function mend() {
  for (const nav of document.querySelectorAll(".md-code__nav")) nav.role = "none"
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) table.tabIndex = 0
}

new MutationObserver(mend).observe(document.querySelector(".md-content"), { childList: true, subtree: true })
mend()

// Times and PIDs are shown or not, in all panels, as the reader left them.
const root = document.documentElement
const storage = (what) => `run-${what}`

function show(what, shown) {
  root.toggleAttribute(`data-without-${what}`, !shown)
  for (const button of document.querySelectorAll(`[data-switch="${what}"]`)) button.setAttribute("aria-pressed", shown)
}

for (const what of ["times", "pids"]) {
  let kept
  try { kept = localStorage.getItem(storage(what)) } catch { /* the reader allows no storage */ }
  show(what, kept !== "off")
}

const linesIn = (run) => [...run.querySelectorAll(".line[data-bar]")]
const barsIn = (run) => [...run.querySelectorAll("g[data-bar]")]

// The source lines that wrote a line of output, or at which a lane stood for a while.
function sourcesIn(run) {
  const named = [...run.querySelectorAll(".line[data-source-line], rect[data-line]")]
  const numbers = new Set(named.map(({ dataset }) => dataset.sourceLine ?? dataset.line))
  return [...run.querySelectorAll(".src")].filter((source) => numbers.has(source.dataset.line))
}

const groupsIn = (run) => [sourcesIn(run), linesIn(run), barsIn(run)]

// What is in a panel; again when it has been filled anew.
function prepare(run) {
  // Material hands the text of data-clipboard-text to the clipboard as it is.
  for (const button of run.querySelectorAll(".run__copy")) {
    const block = button.parentElement
    const lines = block.querySelectorAll(".line")
    button.dataset.clipboardText = lines.length
      ? [...lines].map((line) => line.textContent + "\n").join("")
      : block.querySelector("code").textContent
  }

  for (const button of run.querySelectorAll("[data-switch]")) {
    const what = button.dataset.switch
    button.parentElement.hidden = false
    button.setAttribute("aria-pressed", !root.hasAttribute(`data-without-${what}`))
    button.addEventListener("click", () => {
      const shown = root.hasAttribute(`data-without-${what}`)
      show(what, shown)
      try { localStorage.setItem(storage(what), shown ? "on" : "off") } catch { /* likewise */ }
    })
  }

  // More than 24 lines fold.
  for (const more of run.querySelectorAll(".run__more")) {
    const button = more.querySelector("button")
    const output = run.querySelector(".run__output")
    const fold = (folded) => {
      output.classList.toggle("run__output--folded", folded)
      output.classList.toggle("run__output--whole", !folded)
      button.setAttribute("aria-expanded", !folded)
      button.textContent = folded ? button.dataset.more : button.dataset.less
    }
    button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"))
    more.hidden = false
    fold(true)
  }

  // One tab stop each for source lines, lines of output and lanes; the arrows move between them.
  for (const group of groupsIn(run)) group.forEach((part, index) => (part.tabIndex = index ? -1 : 0))
  run.querySelector("svg.timeline")?.setAttribute("role", "group")
  for (const bar of barsIn(run)) {
    bar.setAttribute("role", "img")
    bar.setAttribute("aria-label", bar.querySelector("title").textContent)
  }
}

// Each line of output with its lane, its mark there, and the source line that wrote it.
function writesIn(run) {
  const marks = new Map(barsIn(run).map((bar) => [bar.dataset.bar, bar.querySelectorAll("circle").values()]))
  const sources = new Map([...run.querySelectorAll(".src")].map((source) => [source.dataset.line, source]))
  return linesIn(run).map((line) => ({
    line,
    bar: line.dataset.bar,
    mark: marks.get(line.dataset.bar)?.next().value,
    source: sources.get(line.dataset.sourceLine),
  }))
}

// Source lines, stretches, lanes, marks and lines of output light one another.
function follow(run) {
  // The lanes, lines of output with all that belongs to them, stretches, and a source line.
  function light({ bars = [], writes = [], stretches = [], source }) {
    for (const lit of run.querySelectorAll(".lit")) lit.classList.remove("lit")
    const lanes = new Set([...bars, ...writes.map(({ bar }) => bar)])
    const parts = [...stretches, source, ...writes.flatMap(({ line, mark, source }) => [line, mark, source])]
    for (const part of run.querySelectorAll(".run__timeline [data-bar]")) if (lanes.has(part.dataset.bar)) parts.push(part)
    for (const part of parts) part?.classList.add("lit")
    run.classList.toggle("run--lit", lanes.size > 0 && barsIn(run).length > 0)
    run.classList.toggle("run--stretches", stretches.length > 0)
  }

  function lightWhat(target) {
    const part = target.closest("circle, rect[data-line], .src, [data-bar]")
    if (!part) return light({})
    const writes = writesIn(run)
    const stretchesAt = (line) => [...run.querySelectorAll(`rect[data-line="${line}"]`)]
    if (part.matches(".src")) {
      const stretches = stretchesAt(part.dataset.line)
      const some = writes.filter(({ source }) => source === part)
      const source = some.length || stretches.length ? part : undefined
      light({ writes: some, stretches, source, bars: stretches.map((rect) => rect.parentElement.dataset.bar) })
    } else if (part.matches("rect")) {
      const source = run.querySelector(`.src[data-line="${part.dataset.line}"]`)
      light({ bars: [part.parentElement.dataset.bar], stretches: [part], source })
    } else if (part.matches("circle, .line")) {
      light({ writes: writes.filter(({ line, mark }) => part === line || part === mark) })
    } else {
      const { bar } = part.dataset
      const some = writes.filter((write) => write.bar === bar).map(({ line, mark }) => ({ line, mark, bar }))
      light({ bars: [bar], writes: some })
    }
  }

  run.addEventListener("pointerover", (event) => lightWhat(event.target.closest("title")?.parentElement ?? event.target))
  // A finger that leaves has only been lifted.
  run.addEventListener("pointerleave", (event) => event.pointerType === "touch" || light({}))
  run.addEventListener("focusin", (event) => lightWhat(event.target))
  run.addEventListener("focusout", () => light({}))
  run.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const group = groupsIn(run).find((group) => group.includes(event.target))
    if (!step || !group) return
    const next = group[group.indexOf(event.target) + step]
    if (!next || !next.getClientRects().length) return
    event.preventDefault()
    event.target.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  })
  run.addEventListener("panel-filled", () => prepare(run))
}

for (const run of document.querySelectorAll(".run")) {
  prepare(run)
  follow(run)
}
