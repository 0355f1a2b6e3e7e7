// What the tour asks a page. It runs inside the page, after axe: https://github.com/dequelabs/axe-core

const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

// Rules whose answer depends on the scheme, on the width, and on the page as a whole. The answer of every other rule
// depends only on the element, wherever that is shown.
const OF_COLOURS = ["color-contrast", "link-in-text-block"]
const OF_WIDTH = ["target-size", "scrollable-region-focusable"]
const OF_PAGE = ["bypass"]

// How many texts of one look a page is asked about: axe cannot judge each, such as one that lies on a picture.
const TEXTS = 3

const seen = new WeakSet()

async function ask(context, options) {
  const found = await axe.run(context, { preload: false, elementRef: true, resultTypes: ["violations"], ...options })
  const faults = found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`))
  return [faults, found.passes]
}

function hasText(element) {
  return element.matches("input, select, textarea") || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
}

// What is painted behind an element, as a string; `known` has that of the elements asked before.
function behind(element, known) {
  if (!element) return ""
  if (!known.has(element)) {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element)
    const own = `${backgroundColor} ${backgroundImage} ${opacity}`
    const paints = own !== "rgba(0, 0, 0, 0) none 1"
    known.set(element, behind(element.parentElement, known) + (paints ? ` on ${own}` : ""))
  }
  return known.get(element)
}

// What decides whether the text of an element can be read, and told from the text around it.
function look(element, backgrounds) {
  const { color, fill, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element)
  const own = [element.localName, element.getAttribute("class"), color, fill, fontSize, fontWeight, textDecorationLine]
  const around = element.parentElement
  const beside = [around.localName, hasText(around), getComputedStyle(around).color]
  return [...own, ...beside, behind(element, backgrounds)].join(" ")
}

const shown = () => [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility())
const kind = (element) => `${element.localName}.${element.getAttribute("class")}`
const without = (rules) => Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]))

window.tour = {
  ids: () => [...document.querySelectorAll("[id]")].map(({ id }) => id),

  // By how many pixels the page scrolls sideways.
  sideways: () => document.documentElement.scrollWidth - innerWidth,

  // What axe finds in the colours, and the looks that it has judged. A look among the `known` ones is not asked about.
  async colours(known) {
    const backgrounds = new Map()
    const left = new Map(known.map((look) => [look, 0]))
    const looks = new Map()
    for (const element of document.body.querySelectorAll("*")) {
      if (!hasText(element)) continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const its = look(element, backgrounds)
      const texts = left.get(its) ?? TEXTS
      if (texts) looks.set(element, its)
      left.set(its, Math.max(texts - 1, 0))
    }
    if (!looks.size) return [[], []]
    const options = { runOnly: OF_COLOURS, resultTypes: ["passes", "violations"] }
    const [faults, passes] = await ask({ include: [...looks.keys()] }, options)
    const nodes = passes.filter(({ id }) => id === "color-contrast").flatMap((rule) => rule.nodes)
    return [faults, [...new Set(nodes.map(({ element }) => looks.get(element)).filter(Boolean))]]
  },

  // What axe finds with all other rules.
  async structure() {
    const [faults] = await ask(document, { runOnly: STANDARD, rules: without(OF_COLOURS) })
    for (const element of shown()) seen.add(element)
    return faults
  },

  // What axe finds at another width, and which kinds of element only that shows. Of a kind among the `known` ones, it
  // asks only what depends on the width.
  async structure_elsewhere(known) {
    const [faults] = await ask(document, { runOnly: [...OF_WIDTH, ...OF_PAGE] })
    const appeared = shown().filter((element) => !seen.has(element) && !known.includes(kind(element)))
    if (!appeared.length) return [faults, []]
    const rules = without([...OF_COLOURS, ...OF_WIDTH])
    const [others] = await ask({ include: appeared }, { runOnly: STANDARD, rules })
    return [[...faults, ...others], appeared.map(kind)]
  },

  // The texts that the copy buttons of the panels' sources put on the clipboard: pairs of a snippet and a text.
  async copies() {
    const copied = []
    for (const button of document.querySelectorAll(".run__source .run__copy")) {
      await navigator.clipboard.writeText("")
      button.click()
      const { snippet } = button.closest(".run").dataset
      copied.push([snippet, await navigator.clipboard.readText()])
    }
    return copied
  },
}
