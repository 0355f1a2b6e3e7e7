// The pages made from all runs: filters, and tables that sort.

for (const filter of document.querySelectorAll(".filter")) {
  const items = [...document.querySelectorAll(filter.dataset.filter)]
  const controls = [...filter.querySelectorAll("[data-by]")]
  const output = filter.querySelector("output")

  function fits(item) {
    return controls.every(({ value, dataset: { by } }) => {
      const has = item.dataset[by]
      if (by === "text") return has.toLowerCase().includes(value.trim().toLowerCase())
      return !value || has.split(" ").includes(value)
    })
  }

  function apply() {
    for (const item of items) item.hidden = !fits(item)
    for (const heading of document.querySelectorAll(".md-content h2")) {
      const group = []
      for (let next = heading.nextElementSibling; next && !next.matches("h2"); next = next.nextElementSibling) group.push(next)
      const inside = items.filter((item) => group.some((part) => part.contains(item)))
      heading.hidden = inside.length > 0 && inside.every((item) => item.hidden)
    }
    output.textContent = output.dataset.count.replace("{count}", items.filter((item) => !item.hidden).length)
  }

  const asked = new URLSearchParams(location.search)
  for (const control of controls) {
    if (asked.has(control.dataset.by)) control.value = asked.get(control.dataset.by)
    control.addEventListener("input", apply)
  }
  filter.hidden = false
  apply()
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = [...table.querySelectorAll("thead th")]
  heads.forEach((head, column) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = head.textContent
    head.replaceChildren(button)
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent
    button.addEventListener("click", () => {
      const down = head.ariaSort !== "descending"
      for (const other of heads) other.removeAttribute("aria-sort")
      head.setAttribute("aria-sort", down ? "descending" : "ascending")
      const rows = [...table.tBodies[0].rows]
      rows.sort((a, b) => (value(a) - value(b) || value(a).localeCompare(value(b))) * (down ? -1 : 1))
      table.tBodies[0].append(...rows)
    })
  })
}
