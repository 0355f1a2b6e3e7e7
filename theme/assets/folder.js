// The site opened from a folder: there a browser finds no index pages, and starts no workers.

/** Searches as Material's Worker does, in a frame. */
class FrameWorker extends EventTarget {
  constructor(url) {
    super()
    const frame = document.createElement("iframe")
    frame.hidden = true
    document.body.append(frame)
    this.inside = frame.contentWindow
    this.inside.document.open()
    this.inside.document.close() // else Firefox replaces the empty page later
    this.inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }))
    const script = this.inside.document.createElement("script")
    script.src = url
    this.ready = new Promise((done) => script.addEventListener("load", done))
    this.inside.document.documentElement.append(script)
  }

  async postMessage(data) {
    await this.ready
    this.inside.dispatchEvent(new MessageEvent("message", { data }))
  }
}

/** A link to a folder leads to the page in it, whatever a button or a key is going to do with it. */
function complete({ target }) {
  const link = target.closest("a[href]")
  if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
}

if (location.protocol === "file:") {
  window.Worker = FrameWorker
  for (const event of ["pointerdown", "click"]) document.addEventListener(event, complete, true)
}
