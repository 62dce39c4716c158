// A section shows the file that implements it.
for (const code of document.querySelectorAll('[data-source]')) {
  fetch(code.dataset.source)
    .then((response) => response.text())
    .then((text) => { code.textContent = text; });
}
