// Material requests its search index with every page, half the bytes of a first visit. Here the request waits until
// somebody is about to search.

const wanted = new Promise((resolve) => {
  if (new URLSearchParams(location.search).has("q")) resolve()
  for (const event of ["focusin", "pointerover"]) {
    document.addEventListener(event, ({ target }) => {
      if (target.closest?.("[data-md-component=search], [for=__search]")) resolve()
    })
  }
})

window.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, url, ...rest) {
    this.isIndex = String(url).endsWith("search/search_index.json")
    super.open(method, url, ...rest)
  }

  send(body) {
    if (this.isIndex) wanted.then(() => super.send(body))
    else super.send(body)
  }
}
