// Each section shows the very file that makes it work.
for (const code of document.querySelectorAll('[data-source]')) {
  fetch(code.dataset.source)
    .then((response) => response.text())
    .then((text) => { code.textContent = text; });
}
