// Copy buttons of the panels, and what Material's own scripts leave inaccessible.

// Material hands the text of data-clipboard-text to the clipboard as it is.
for (const button of document.querySelectorAll(".run__copy")) {
  const block = button.parentElement
  const lines = block.querySelectorAll(".line")
  button.dataset.clipboardText = lines.length
    ? [...lines].map((line) => line.textContent + "\n").join("")
    : block.querySelector("code").textContent
}

function mend() {
  for (const nav of document.querySelectorAll(".md-code__nav")) nav.role = "none"
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) table.tabIndex = 0
}

new MutationObserver(mend).observe(document.querySelector(".md-content"), { childList: true, subtree: true })
mend()
