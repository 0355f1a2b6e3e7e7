// The guide, one step at a time: the question or answer that the address names, and the way to it.
// A step is a heading and what follows it; an option is a link with data-step, its short name.

function walk(guide) {
  const steps = new Map() // anchor of a heading → the elements of its step
  for (let element = guide.nextElementSibling; element; element = element.nextElementSibling) {
    if (element.matches("h2[id]")) steps.set(element.id, [])
    ;[...steps.values()].at(-1)?.push(element)
  }

  // Anchor of a step → the options that lead to it the shortest way; first comes where all begins.
  const [first] = steps.keys()
  const ways = new Map([[first, []]])
  for (const [from, way] of ways) {
    for (const link of steps.get(from).flatMap((element) => [...element.querySelectorAll("[data-step]")])) {
      link.dataset.from = from
      const to = link.hash.slice(1)
      if (!ways.has(to)) ways.set(to, [...way, { from, name: link.dataset.step }])
    }
  }

  guide.innerHTML =
    '<div class="guide__bar"><nav><ol></ol></nav><button class="guide__all" type="button"></button></div>'
  const list = guide.querySelector("ol")
  const button = guide.querySelector("button")
  list.parentElement.setAttribute("aria-label", guide.dataset.path)

  let here = first
  let all = false
  let taken = null // the way that a click has just taken

  /** The anchor in the address, where that is one of a heading here. */
  function named() {
    const anchor = location.hash.slice(1)
    return steps.has(anchor) ? anchor : null
  }

  /** Go to where the address leads. */
  function follow() {
    const anchor = named() ?? (location.hash ? here : first)
    if (ways.has(anchor)) here = anchor
    else all = true // such as the table at the end
    const way = taken ?? history.state?.way ?? ways.get(here)
    taken = null
    history.replaceState({ ...history.state, way }, "")
    list.replaceChildren(...way.map(({ from, name }) => crumb(`<a href="#${from}"></a>`, name)))
    const [heading, ...rest] = steps.get(here)
    if (!rest.some((element) => element.querySelector("[data-step]"))) {
      list.append(crumb('<span aria-current="step"></span>', heading.textContent.replace("¶", "")))
    }
    show()
  }

  function show() {
    guide.classList.toggle("guide--all", all)
    button.textContent = all ? guide.dataset.one : guide.dataset.all
    for (const [name, elements] of steps) {
      for (const element of elements) element.classList.toggle("guide__away", !all && name !== here)
    }
  }

  function crumb(html, text) {
    const item = document.createElement("li")
    item.innerHTML = html
    item.firstChild.textContent = text
    return item
  }

  /** Bring into view what the address names: the whole guide scrolls, a step has its place. */
  function look() {
    const [heading] = steps.get(named() ?? here)
    heading.tabIndex = -1
    heading.focus({ preventScroll: true }) // a screen reader goes on reading there
    if (all) heading.scrollIntoView()
    else guide.scrollIntoView({ block: "nearest" })
  }

  guide.parentElement.addEventListener("click", (event) => {
    const link = event.target.closest("[data-step], .guide a")
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey // another tab or window
    if (!link || elsewhere || link.hash === location.hash) return
    const { from, step: name } = link.dataset
    const way = all ? ways.get(from ?? here) : history.state.way
    if (from) taken = [...way, { from, name }]
    else taken = way.slice(0, [...list.children].indexOf(link.parentElement))
  })
  button.addEventListener("click", () => {
    all = !all
    show()
  })
  addEventListener("hashchange", () => {
    follow()
    if (named() || !location.hash) look() // else the page's own links, such as the one to its content
  })

  follow()
  if (named()) addEventListener("load", look) // the browser has scrolled to the heading by then
}

for (const guide of document.querySelectorAll(".guide")) walk(guide)
