// The panels: copy buttons, switches, folding, and a line lights its lane and its mark, and back.

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

  // One tab stop for the lines and one for the lanes; the arrows move between them.
  if (!linesIn(run).length || !barsIn(run).length) return
  for (const group of [linesIn(run), barsIn(run)]) group.forEach((part, index) => (part.tabIndex = index ? -1 : 0))
  run.querySelector("svg.timeline").setAttribute("role", "group")
  for (const bar of barsIn(run)) {
    bar.setAttribute("role", "img")
    bar.setAttribute("aria-label", bar.querySelector("title").textContent)
  }
}

// Lines, lanes and marks.
function follow(run) {
  const linesOf = (bar) => linesIn(run).filter((line) => line.dataset.bar === bar)
  const markOf = (line) => run.querySelectorAll(`g[data-bar="${line.dataset.bar}"] circle`)[linesOf(line.dataset.bar).indexOf(line)]
  const lineOf = (mark) => linesOf(mark.parentElement.dataset.bar)[[...mark.parentElement.querySelectorAll("circle")].indexOf(mark)]

  // The lane of `bar`, and of its lines `line` and its mark, or all of them.
  function light(bar, line) {
    for (const lit of run.querySelectorAll(".lit")) lit.classList.remove("lit")
    const found = bar !== undefined && barsIn(run).length > 0
    run.classList.toggle("run--lit", found)
    if (!found) return
    for (const part of run.querySelectorAll(`g[data-bar="${bar}"], span[data-bar="${bar}"]:not(.line)`)) part.classList.add("lit")
    for (const one of line ? [line] : linesOf(bar)) {
      one.classList.add("lit")
      markOf(one)?.classList.add("lit")
    }
  }

  function lightWhat(target) {
    if (target.matches("circle")) return light(target.parentElement.dataset.bar, lineOf(target))
    const part = target.closest("[data-bar]")
    light(part?.dataset.bar, part?.matches(".line") ? part : undefined)
  }

  run.addEventListener("pointerover", (event) => lightWhat(event.target.closest("title")?.parentElement ?? event.target))
  run.addEventListener("pointerleave", () => light())
  run.addEventListener("focusin", (event) => lightWhat(event.target))
  run.addEventListener("focusout", () => light())
  run.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const group = [linesIn(run), barsIn(run)].find((group) => group.includes(event.target))
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
