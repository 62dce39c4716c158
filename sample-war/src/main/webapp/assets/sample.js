// The pages of the sample. No token ever reaches the browser: it only knows when the token expires.

import {
  authFetch, endOtherSessions, endSession, getSession, keepFresh, onSession, sessions, signIn, signOut,
} from '../auth/client.js';

const root = new URL('..', import.meta.url);
const REQUESTS = 50;
const SILENT = 'The server or the backend that issues the tokens does not respond. The page shows the last known state.';

const byId = (id) => document.getElementById(id);
const time = (iso) => new Date(iso).toLocaleTimeString();
const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Calls the application, by a path below its context root. */
function call(path, method = 'GET') {
  return authFetch(new URL(path, root), { method });
}

async function json(path) {
  const response = await call(path);
  if (!response.ok) {
    throw new Error(`${path}: status ${response.status}`);
  }
  return response.json();
}

function showUser({ status, user, provider }) {
  for (const element of document.querySelectorAll('[data-when]')) {
    element.hidden = element.dataset.when !== status;
  }
  if (user) {
    const texts = { name: user.name, email: user.email ?? '–', roles: user.roles.join(', ') || '–', provider };
    for (const element of document.querySelectorAll('[data-user]')) {
      element.textContent = texts[element.dataset.user];
    }
  }
}

/** The account page: client.js keeps the session fresh, and this counts down. */
class Account {
  #expiresAt = NaN;
  #dueAt = NaN;
  #lifetime = NaN;

  start() {
    byId('dots').append(...Array.from({ length: REQUESTS }, () => document.createElement('span')));
    byId('refresh').addEventListener('click', () => this.#refresh());
    byId('fire-expired').addEventListener('click', () => this.#storm(true));
    byId('fire-now').addEventListener('click', () => this.#storm(false));
    byId('end-others').addEventListener('click', () => endOtherSessions().then(() => this.#loadSessions()));
    byId('reload-sessions').addEventListener('click', () => this.#loadSessions());
    setInterval(() => this.#tick(), 250);
    onSession((session) => this.#show(session));
    this.#loadOrders().catch(() => this.#alert(SILENT));
    this.#loadSessions();
    // The server says at once when this session is ended from another device.
    new EventSource(new URL('session-end', root)).addEventListener('ended', () => getSession());
  }

  /** The page shows data of the signed-in user: without a session it leads to the sign-in page. */
  #show({ status, stale, expiresAt, refreshInSeconds }) {
    this.#alert(stale ? SILENT : '');
    if (status === 'unauthenticated') {
      signIn();
    } else if (status === 'authenticated' && !stale) {
      this.#expiresAt = Date.parse(expiresAt);
      this.#dueAt = Date.now() + refreshInSeconds * 1000;
      this.#tick();
      this.#loadDetails().catch(() => this.#alert(SILENT));
    }
  }

  async #loadDetails() {
    const [token, refreshes] = await Promise.all([json('api/token'), json('api/refresh-history')]);
    this.#lifetime = Date.parse(token.expiresAt) - Date.parse(token.issuedAt);
    byId('token-id').textContent = `no. ${token.id}`;
    byId('no-refreshes').hidden = refreshes.length > 0;
    byId('refresh-rows').replaceChildren(...refreshes.map((refresh) => row('li', [
      ['strong', `no. ${refresh.number} at ${time(refresh.at)}`],
      ['span', refresh.expiresAt ? `valid until ${time(refresh.expiresAt)}` : ''],
    ])));
  }

  async #loadOrders() {
    const orders = await json('api/my-orders');
    const euro = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR' });
    byId('order-rows').replaceChildren(...orders.map((order) => row('tr', [
      ['td', order.number],
      ['td', `${order.quantity} × ${order.item}`],
      ['td', euro.format(order.total), 'number'],
    ])));
  }

  async #loadSessions() {
    byId('session-rows').replaceChildren(...(await sessions()).map((known) => {
      const item = row('li', [
        ['strong', known.current ? 'This browser' : known.userAgent ?? 'Another client'],
        ['span', `since ${time(known.startedAt)}`],
      ]);
      if (!known.current) {
        const end = row('button', 'Sign out', 'quiet');
        end.addEventListener('click', () => endSession(known.id).then(() => this.#loadSessions()));
        item.append(end);
      }
      return item;
    }));
  }

  #tick() {
    if (Number.isNaN(this.#expiresAt)) {
      return;
    }
    const left = Math.max(0, this.#expiresAt - Date.now());
    const seconds = Math.ceil(left / 1000);
    const untilDue = Math.max(0, Math.ceil((this.#dueAt - Date.now()) / 1000));
    byId('seconds').textContent = seconds;
    byId('ring').setAttribute('stroke-dashoffset', String(100 - Math.min(100, (100 * left) / this.#lifetime)));
    byId('life').textContent = seconds > 0 ? `Valid for ${plural(seconds, 'second', 'seconds')}` : 'Expired';
    byId('due').textContent = untilDue > 0 ? `Due for refresh in ${untilDue} s` : 'Due: the next request refreshes it';
    byId('token-card').classList.toggle('is-due', untilDue === 0);
  }

  async #refresh() {
    byId('refresh').disabled = true;
    await call('auth/session', 'POST').catch(() => this.#alert(SILENT));
    await getSession();
    byId('refresh').disabled = false;
  }

  async #storm(atExpiry) {
    const buttons = [byId('refresh'), byId('fire-expired'), byId('fire-now')];
    buttons.forEach((button) => { button.disabled = true; });
    stopKeepingFresh();
    try {
      await this.#fire(atExpiry);
    } catch {
      this.#result('poor', 'No result', 'The server did not return its refresh count.');
    } finally {
      buttons.forEach((button) => { button.disabled = false; });
      stopKeepingFresh = keepFresh();
    }
  }

  async #fire(atExpiry) {
    const dots = [...byId('dots').children];
    dots.forEach((dot) => { dot.className = ''; });
    await getSession();
    const before = await json('api/refresh-count');
    if (atExpiry) {
      await this.#untilExpired();
    }
    const started = performance.now();
    const served = await Promise.all(dots.map(async (dot) => {
      dot.className = 'sent';
      const ok = await call('api/my-orders').then((response) => response.ok, () => false);
      dot.className = ok ? 'ok' : 'failed';
      return ok;
    }));
    const took = Math.round(performance.now() - started);
    const after = await json('api/refresh-count');

    const good = served.filter((ok) => ok).length;
    const refreshes = after.refreshes - before.refreshes;
    const reuses = (after.reuses ?? 0) - (before.reuses ?? 0);
    const countsReuses = typeof after.reuses === 'number';
    this.#result(
      good === REQUESTS && refreshes <= 1 && reuses === 0 ? 'good' : 'poor',
      plural(refreshes, 'refresh', 'refreshes'),
      `${good} of ${REQUESTS} requests were served in ${took} ms. ${after.counter} counted `
        + plural(refreshes, 'refresh', 'refreshes')
        + (countsReuses ? ` and ${plural(reuses, 'reuse', 'reuses')} of a refresh token.` : '.')
        + (refreshes === 0 ? ' The token was still fresh.' : ''));
  }

  async #untilExpired() {
    let left;
    while ((left = this.#expiresAt + 500 - Date.now()) > 0) {
      this.#result('busy', `Fires in ${Math.ceil(left / 1000)} s`, 'This page makes no request until the token has expired.');
      await pause(Math.min(left, 250));
    }
    this.#result('busy', 'Fired', '');
  }

  #result(kind, headline, detail) {
    const result = byId('result');
    result.className = `result ${kind}`;
    result.ariaBusy = kind === 'busy';
    if (result.dataset.text !== headline + detail) {
      result.dataset.text = headline + detail;
      result.replaceChildren(row('strong', headline), row('span', detail, 'note'));
    }
  }

  #alert(text) {
    byId('alert').hidden = text === '';
    byId('alert').textContent = text;
  }
}

/** An element with a text, or with children that are [name, text, class] each. */
function row(name, content, className = '') {
  const element = document.createElement(name);
  element.className = className;
  element.append(...(Array.isArray(content) ? content.map((child) => row(...child)) : [content]));
  return element;
}

let stopKeepingFresh = keepFresh();
onSession(showUser);
byId('sign-out')?.addEventListener('submit', (event) => {
  event.preventDefault();
  signOut({ callbackUrl: root.pathname });
});
if (document.body.dataset.page === 'account') {
  new Account().start();
}
