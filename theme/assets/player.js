// The player of a run, below its timeline: who stands where at an instant, and what has been printed by then.
// All times are in microseconds since the start of the run.
{
  const SEVERAL = 3 // more lanes that do the same are counted
  const FOLD = 24 // lines that a folded output shows
  const PAUSE = 100 // milliseconds: a longer one between two frames means that nobody saw the page

  // A page that was opened from a folder may read no JSON, so the data is a script that calls this.
  const takers = new Map() // anchor of a panel → takes its data
  window.livedocsPlayer = (anchor, data) => takers.get(anchor)(data)

  const openers = new Map() // anchor of a panel → opens it at an instant
  const stepsOnly = matchMedia("(prefers-reduced-motion: reduce)")

  function load(anchor, player) {
    const inside = player.querySelector("script")
    if (inside) return JSON.parse(inside.textContent)
    return new Promise((done, fail) => {
      takers.set(anchor, done)
      const script = document.createElement("script")
      script.addEventListener("error", fail)
      script.src = player.dataset.source
      document.head.append(script)
    })
  }

  function element(tag, className, ...children) {
    const made = Object.assign(document.createElement(tag), { className })
    made.append(...children)
    return made
  }

  // The dots of the lanes, each at the source line where its lane stands.
  function lanesAtLines(panel, data) {
    const dots = new Map()
    for (const [lane, [name, colour]] of Object.entries(data.lanes)) {
      dots.set(Number(lane), Object.assign(element("span", `player__dot ${colour}`), { title: name }))
    }
    const holders = new Map() // number of a source line → holds its dots
    function holder(number) {
      if (!holders.has(number)) {
        const made = element("span", "player__dots")
        panel.querySelector(`.src[data-line="${number}"]`)?.prepend(made)
        holders.set(number, made)
      }
      return holders.get(number)
    }
    return (here) => {
      for (const [lane, dot] of dots) {
        const [, , , line, , share] = here.get(lane) ?? []
        if (!line) dot.remove()
        else if (dot.parentElement !== holder(line)) holder(line).append(dot)
        dot.style.setProperty("--share", `${share}%`)
      }
      for (const made of holders.values()) made.style.setProperty("--count", made.children.length)
    }
  }

  // The output as it was: a folded one shows the last lines.
  function output(panel, data) {
    const lines = [...panel.querySelectorAll(".line")]
    return (now) => {
      const first = Math.max(0, data.lines.findLastIndex((at) => at <= now) + 1 - FOLD)
      lines.forEach((line, index) => {
        line.classList.toggle("line--later", data.lines[index] > now)
        line.classList.toggle("line--window", index >= first && index < first + FOLD)
      })
    }
  }

  function playhead(panel, data) {
    const head = document.createElementNS("http://www.w3.org/2000/svg", "line")
    head.classList.add("player__head")
    head.setAttribute("y2", "100%")
    panel.querySelector("svg.timeline")?.append(head)
    const [first, last] = data.moments
    return (now) => {
      for (const end of ["x1", "x2"]) head.setAttribute(end, `${data.left + ((100 - data.left) * (now - first)) / (last - first)}%`)
    }
  }

  // Says what all lanes do: "0.433 s: Ann waits in line 13, lock.acquire() (Bob too)".
  function teller(sentence, { words, lanes, phrases }) {
    const time = element("span", "player__time")
    let told

    // What follows a name: Chinese has no space between its own characters.
    const gap = ({ textContent }) => (/[\u2e80-\uffff]$/.test(textContent) ? "" : " ")

    function named([lane, , , , , share]) {
      const [name, colour] = lanes[lane]
      const dot = element("span", `player__dot ${colour}`)
      dot.style.setProperty("--share", `${share}%`)
      return element("span", "player__lane", dot, name)
    }

    function part(phrase, [first, ...others]) {
      const [before, code, after] = phrases[phrase]
      const subject = named(first)
      const made = element("span", "", subject, gap(subject) + before, ...(code ? [element("code", "", code)] : []), after)
      if (!others.length) return made
      const also = others.slice(0, SEVERAL).map(named)
      if (others.length > SEVERAL) also.push(element("span", "", words.now_more.replace("{count}", others.length - SEVERAL)))
      const [open, close] = words.now_also.split("{others}")
      const between = (index) => (!index ? open : index < also.length - 1 ? words.now_comma : words.now_and)
      made.append(...also.flatMap((name, index) => [between(index), name]), gap(also.at(-1)) + close)
      return made
    }

    return (here, now) => {
      time.textContent = words.now_at.replace("{seconds}", (now / 1e6).toFixed(3))
      const key = [...here.values()].map(([lane, , , , phrase, share]) => [lane, phrase, share]).join()
      if (key === told) return
      told = key
      const groups = new Map()
      for (const stretch of here.values()) groups.set(stretch[4], [...(groups.get(stretch[4]) ?? []), stretch])
      const parts = [...groups].flatMap(([phrase, stretches], index) => [...(index ? [words.now_semicolon] : []), part(phrase, stretches)])
      sentence.replaceChildren(time, words.now_colon, ...(parts.length ? parts : [words.now_nobody]))
      sentence.style.minHeight = `${sentence.offsetHeight}px` // it never shrinks, so that nothing below it jumps
    }
  }

  // Shows an instant in all parts of the panel.
  function scene(panel, data, sentence) {
    const [atLines, printed, point, tell] = [lanesAtLines(panel, data), output(panel, data), playhead(panel, data), teller(sentence, data)]
    panel.classList.add("run--played")
    return (now) => {
      const here = new Map() // lane → its stretch: the last that has begun, if it has not ended
      for (const stretch of data.stretches) if (stretch[1] <= now) here.set(stretch[0], stretch)
      for (const [lane, stretch] of here) if (stretch[2] < now) here.delete(lane)
      atLines(here)
      printed(now)
      point(now)
      tell(here, now)
    }
  }

  // What steps go through: each begin of a stretch, and each line of output.
  function instantsOf({ moments: [first, last], stretches, lines }) {
    const found = new Set([first, ...stretches.map(([, start]) => start), ...lines, last])
    return [...found].filter((at) => at >= first && at <= last).sort((a, b) => a - b)
  }

  function addPlayer(panel) {
    const player = panel.querySelector(".player")
    if (!player) return
    const part = (name) => player.querySelector(`.player__${name}`)
    const [button, slider, speed, sentence] = [part("play"), part("slider"), part("speed"), part("now")]
    let loading, data, instants, show, frame
    let now = -1

    // Calls `act` when the data is there.
    async function use(act) {
      try {
        loading ??= load(panel.id, player)
        data ??= await loading
      } catch {
        sentence.textContent = player.dataset.failed
        return
      }
      instants ??= instantsOf(data)
      show ??= scene(panel, data, sentence)
      act()
    }

    function go(to) {
      const [first, last] = data.moments
      now = Math.min(last, Math.max(first, Math.round(to)))
      const seconds = now / 1e6
      slider.value = seconds
      slider.ariaValueText = data.words.now_at.replace("{seconds}", seconds.toFixed(3))
      part("address").dataset.clipboardText = `${location.href.split("#")[0]}#${panel.id}@${seconds}`
      show(now)
    }

    function label(playing) {
      button.ariaLabel = button.title = playing ? player.dataset.pause : player.dataset.play
      button.classList.toggle("player__play--on", playing)
    }

    function pause() {
      cancelAnimationFrame(frame)
      frame = undefined
      label(false)
    }

    function play() {
      const [first, last] = data.moments
      let at = now < last ? Math.max(now, first) : first
      let before = performance.now()
      sentence.ariaLive = "off"
      label(true)
      frame = requestAnimationFrame(function next(moment) {
        const passed = Math.min(PAUSE, Math.max(0, moment - before))
        at += (passed / 1000 / speed.value) * (last - first)
        before = moment
        go(at)
        if (at < last && player.isConnected) frame = requestAnimationFrame(next)
        else pause()
      })
    }

    function move(to) {
      pause()
      sentence.ariaLive = "polite"
      if (to !== undefined) go(to)
    }

    const toggle = () => (frame ? pause() : stepsOnly.matches || play())
    const back = () => move(instants.findLast((at) => at < now))
    const on = () => move(instants.find((at) => at > now))
    const keys = { " ": toggle, ArrowLeft: back, ArrowRight: on, Home: () => move(data.moments[0]), End: () => move(data.moments[1]) }

    button.addEventListener("click", () => use(toggle))
    part("back").addEventListener("click", () => use(back))
    part("on").addEventListener("click", () => use(on))
    slider.addEventListener("input", () => {
      const to = slider.value * 1e6 // which may be another one when the data is there
      use(() => {
        pause()
        sentence.ariaLive = "off"
        go(to)
      })
    })
    player.addEventListener("keydown", (event) => {
      const act = keys[event.key]
      const ofItsOwn = event.target === speed || (event.key === " " && event.target.matches("button"))
      if (!act || ofItsOwn || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      use(act)
    })
    openers.set(panel.id, (at) => use(() => {
      const tab = panel.closest(".tabbed-block")
      tab?.closest(".tabbed-set").querySelectorAll(":scope > input")[[...tab.parentElement.children].indexOf(tab)].click()
      move(at)
      panel.scrollIntoView()
      slider.focus()
    }))
    player.hidden = false
  }

  for (const panel of document.querySelectorAll(".run")) {
    addPlayer(panel)
    panel.addEventListener("panel-filled", () => {
      for (const dots of panel.querySelectorAll(".player__dots")) dots.remove()
      panel.classList.remove("run--played")
      openers.delete(panel.id)
      addPlayer(panel)
    })
  }

  function openAddress() {
    const [anchor, seconds] = location.hash.slice(1).split("@")
    if (seconds) openers.get(anchor)?.(seconds * 1e6 || 0)
  }
  window.addEventListener("hashchange", openAddress)
  openAddress()
}
