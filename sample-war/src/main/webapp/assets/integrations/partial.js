import { authFetch, signIn } from '../../auth/client.js';

document.querySelector('[data-get]').addEventListener('click', async ({ target }) => {
  const response = await authFetch(target.dataset.get, { cache: 'no-store', headers: { 'HX-Request': 'true' } });
  if (response.status === 401) {
    signIn(); // htmx itself: document.body.addEventListener('htmx:responseError', …) with detail.xhr.status
  } else if (response.ok) {
    document.querySelector(target.dataset.target).innerHTML = await response.text();
  }
});
