// Under `mkdocs serve`: each panel has a button that runs its snippet now, and fills while it runs.

const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en"

// How many panels have a run that the reader has asked for.
let running = 0

// The answers of the server to an order, as they come.
async function* ask(what, order, signal) {
  const response = await fetch(`/workbench/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ language, ...order }),
    signal,
  })
  if (!response.ok) throw new Error(await response.text())
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ""
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const lines = (rest + value).split("\n")
    rest = lines.pop()
    for (const line of lines) if (line) yield JSON.parse(line)
  }
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

// Leads from this page to the root of its language.
function rootOf(panel) {
  const link = panel.querySelector(".run__download").getAttribute("href")
  return link.slice(0, -`snippets/${panel.dataset.snippet}`.length)
}

// The run as in `html`; the source, and what was chosen, stay.
function put(panel, html) {
  const holder = document.createElement("template")
  holder.innerHTML = html
  const made = holder.content.querySelector(".run")
  for (const name of ["data-exit", "data-wall", "data-cached", "data-pending", "data-running"]) {
    if (made.hasAttribute(name)) panel.setAttribute(name, made.getAttribute(name))
    else panel.removeAttribute(name)
  }
  panel.querySelector(".run__record").replaceWith(made.querySelector(".run__record"))
  panel.dispatchEvent(new CustomEvent("panel-filled", { bubbles: true }))
}

function select(name, label, values, first) {
  const options = values.map((value) => make("option", { value, textContent: value }))
  const field = make("select", { name }, make("option", { value: "", textContent: first }), ...options)
  return make("label", {}, `${label} `, field)
}

function addBench(panel, words) {
  const button = make("button", { type: "button", className: "bench__run", textContent: `▶ ${words.served_run}`, title: words.served_key })
  const told = make("span", { className: "bench__told", role: "status" })
  const choices = make("form", { className: "bench__choices" })
  const options = make("details", { className: "bench__options" }, make("summary", { textContent: words.served_options }), choices)
  const strip = make("div", { className: "bench__strip" })
  panel.querySelector(".run__source").after(make("div", { className: "bench" }, button, options, told, strip))

  options.addEventListener("toggle", async () => {
    if (!options.open || choices.children.length) return
    for await (const { methods, pythons } of ask("options", { snippet: panel.dataset.snippet })) {
      if (methods.length) choices.append(select("method", words.served_method, methods, words.served_default))
      if (pythons.length > 1) choices.append(select("python", words.served_python, pythons, words.served_default))
      const times = make("input", { type: "checkbox", name: "times", value: "10" })
      choices.append(make("label", {}, times, ` ${words.served_times}`))
    }
  })
  choices.addEventListener("submit", (event) => event.preventDefault())

  let stopping
  async function run() {
    stopping = new AbortController()
    running += 1
    button.textContent = `■ ${words.served_stop}`
    told.textContent = ""
    strip.replaceChildren()
    const order = { snippet: panel.dataset.snippet, root: rootOf(panel), ...Object.fromEntries(new FormData(choices)) }
    if (!order.python && panel.dataset.python) order.python = panel.dataset.python
    try {
      for await (const answer of ask("run", order, stopping.signal)) {
        told.textContent = "waiting" in answer ? words.served_waiting.replace("{count}", answer.waiting) : answer.error ?? ""
        if (answer.html) put(panel, answer.html)
        if (answer.strip) strip.innerHTML = answer.strip
      }
    } catch (error) {
      if (stopping.signal.aborted) {
        told.textContent = words.served_stopped
        const ending = panel.querySelector("[data-running] .run__exit")
        if (ending) ending.textContent = words.served_stopped
      } else told.textContent = error instanceof TypeError ? words.served_gone : error.message
    }
    panel.removeAttribute("data-running")
    stopping = undefined
    running -= 1
    button.textContent = `▶ ${words.served_run}`
  }
  button.addEventListener("click", () => (stopping ? stopping.abort() : run()))
}

// R runs the panel that has the focus, or else that under the pointer.
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "r" || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest("input, select, textarea, [contenteditable]")) return
  const panel = document.querySelector(".run:focus-within") ?? document.querySelector(".run:hover")
  panel?.querySelector(".bench__run")?.click()
})

// The panels whose runs had not ended when the page was made.
async function fillPending() {
  const panels = [...document.querySelectorAll(".run[data-pending]")]
  const blocks = document.querySelector(".runs-waiting")
  if (!panels.length && !blocks) return
  const root = panels.length ? rootOf(panels[0]) : ""
  const anchors = panels.map((panel) => panel.dataset.anchor).join(" ")
  for await (const { anchor, html } of ask("ended", { anchors, root })) {
    if (anchor) for (const panel of panels) if (panel.dataset.anchor === anchor) put(panel, html)
    if (!anchor && blocks && !running) location.reload() // a run that the reader has asked for goes on
  }
}

async function start() {
  const panels = [...document.querySelectorAll(".run")].filter((panel) => panel.querySelector(".run__source"))
  if (panels.length) {
    for await (const { words } of ask("options", { snippet: panels[0].dataset.snippet })) {
      for (const panel of panels) addBench(panel, words)
    }
  }
  await fillPending()
}

start()
