/* auth-filter in the browser. Only signIn() and signOut() ever go to another page. The types are in client.d.ts. */

const HERE = new URL('.', import.meta.url);
const NAME = `auth-filter ${HERE.pathname}`;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const listeners = new Set();
const otherTabs = new BroadcastChannel(NAME);
// Locks are missing on a site that is neither https nor localhost: there each tab has its own timer.
const locks = navigator.locks ?? { request: (name, options, granted) => granted({}) };

// The last known state, the pending request for a new one, and the number of requests so far.
let session = { status: 'loading', stale: false };
let flight;
let asks = 0;

// The next request is due when this wait since the last response is over.
let receivedAt = 0;
let wait = 0;
let misses = 0;
let timer;

// While this page is about to be left: the timer after which it stays.
let leaving;

// The controller that stops keepFresh(), the lock of the leading tab, and whether this tab is in the queue for it.
let keeping;
let leadership;
let queued = false;

/** Requests the session. Never rejects: without a response it resolves to the last known state, marked stale. */
export function getSession() {
  return flight ?? ask();
}

/** Calls the listener with the known state, then at each change; returns a function that ends this. */
export function onSession(listener) {
  listeners.add(listener);
  tell(listener);
  if (session.status === 'loading') getSession();
  return () => listeners.delete(listener);
}

/** Signs in with fields. Without them the browser goes to the provider, without a provider to the sign-in page. */
export async function signIn(provider, fields, { callbackUrl = whereWeAre(), redirect = true } = {}) {
  const path = provider ? `signin/${encodeURIComponent(provider)}` : 'signin';
  if (fields) return post(path, { ...fields, callbackUrl }, redirect);
  const query = new URLSearchParams({ callbackUrl, ...(session.error && { error: session.error }) });
  const url = new URL(`${path}?${query}`, HERE).href;
  if (redirect) leaveFor(url);
  return { ok: true, status: 0, url };
}

/** Signs out here, in all tabs and at the issuer. */
export async function signOut({ callbackUrl = whereWeAre(), redirect = true } = {}) {
  return post('signout', { callbackUrl }, redirect);
}

/** The user's sessions on all devices, the oldest first; empty without a session or a response. */
export async function sessions() {
  const { ok, body } = await call('sessions');
  return ok ? body : [];
}

/** Ends one of the user's sessions; that of this browser is signed out. */
export async function endSession(id) {
  return end(`sessions/${encodeURIComponent(id)}`, 'DELETE');
}

/** Ends all sessions of the user but this one. */
export async function endOtherSessions() {
  return end('sessions/end-others', 'POST');
}

/** fetch() that tells the listeners when the session has ended. The page decides about the consequences. */
export async function authFetch(input, init) {
  const before = asks;
  const response = await fetch(input, init);
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json');
  if (response.status === 401 && isProblem) {
    const { error } = await response.clone().json().catch(() => ({}));
    if (asks === before) ask({ error });
  }
  return response;
}

/** Has the server refresh its tokens when due, as long as a page is open; returns a function that ends this. */
export function keepFresh() {
  if (!keeping) {
    const { signal } = (keeping = new AbortController());
    document.addEventListener('visibilitychange', attend, { signal });
    addEventListener('focus', attend, { signal });
    addEventListener('online', look, { signal });
    lead(!document.hidden);
  }
  const mine = keeping;
  return () => mine === keeping && stop();
}

function stop() {
  keeping.abort();
  keeping = leadership = undefined;
  queued = false;
  arm();
}

function ask({ error, isHeard } = {}) {
  const mine = ++asks;
  flight = call('session', { signal: AbortSignal.timeout(MINUTE / 2) }).then(({ body }) =>
    mine === asks ? settle(body, error, isHeard) : (flight ?? session),
  );
  return flight;
}

function settle(state, error, isHeard) {
  const before = session;
  flight = undefined;
  if (!leaving) session = Object.freeze(next(before, state, error));
  schedule();
  if (news(before) === news(session)) return session;
  listeners.forEach(tell);
  if (!isHeard && before.status !== 'loading') {
    otherTabs.postMessage(who(before) === who(session) ? 'refreshed' : 'changed');
  }
  return session;
}

/** The server sends the reason of a session's end only once; it is kept until the next sign-in. */
function next(before, state, error) {
  if (state.status === 'authenticated') return { ...state, stale: false };
  if (state.status !== 'unauthenticated') return { ...before, stale: true };
  return { error: before.status === 'unauthenticated' ? before.error : error, ...state, stale: false };
}

const news = (known) => JSON.stringify({ ...known, refreshInSeconds: 0 });
const who = ({ status, user }) => JSON.stringify([status, user]);
const whereWeAre = () => location.pathname + location.search;

function tell(listener) {
  try {
    listener(session);
  } catch (failed) {
    reportError(failed);
  }
}

addEventListener('pageshow', ({ persisted }) => persisted && stay());

/** A refresh concerns tabs that are seen; a hidden one looks when it is seen. */
otherTabs.onmessage = ({ data }) => {
  if (asks && (data === 'changed' || !document.hidden)) ask({ isHeard: true });
};

async function post(path, fields, redirect) {
  if (redirect) leave();
  const headers = { 'Content-Type': 'application/json' };
  const { ok, status, body } = await call(path, { method: 'POST', headers, body: JSON.stringify(fields) });
  const { url, error } = body;
  if (ok) {
    otherTabs.postMessage('changed');
    await (redirect ? leaveFor(url) : ask({ isHeard: true }));
  } else if (redirect) stay();
  return { ok, status, url, error };
}

async function end(path, method) {
  const { ok, status, body } = await call(path, { method });
  if (ok) {
    otherTabs.postMessage('changed');
    ask({ isHeard: true });
  }
  return { ok, status, error: body.error };
}

function leaveFor(url) {
  leave();
  location.assign(url);
}

/** From now on no response may make a listener navigate. That ends if the page stays, for example after Stop. */
function leave() {
  leaving ??= setTimeout(stay, MINUTE);
}

function stay() {
  clearTimeout(leaving);
  leaving = undefined;
  ask();
}

async function call(path, options) {
  try {
    const response = await fetch(new URL(path, HERE), options);
    const { ok, status } = response;
    return { ok, status, body: status === 204 ? {} : Object(await response.json()) };
  } catch {
    return { ok: false, status: 0, body: { error: 'TemporarilyUnavailable' } };
  }
}

/** Sets the one timer for the last response. A session that stays due is requested less and less often. */
function schedule() {
  const { status, stale, refreshInSeconds = Infinity } = session;
  receivedAt = Date.now();
  misses = stale || refreshInSeconds === 0 ? misses + 1 : 0;
  if (misses) wait = Math.min(2 ** (misses - 1) * SECOND, MINUTE);
  else if (status === 'unauthenticated') wait = Infinity;
  else wait = Math.min(Math.max(refreshInSeconds * SECOND, SECOND), DAY);
  arm();
}

/** Looks at the clock each minute, since timers stand still while the computer sleeps. */
function arm() {
  clearTimeout(timer);
  if (leadership) timer = setTimeout(() => (left() ? arm() : getSession()), Math.min(left(), MINUTE));
}

/** A clock that has been set back shows no time that has passed. */
function left() {
  const passed = Date.now() - receivedAt;
  return passed < 0 ? 0 : Math.max(0, wait - passed);
}

function attend() {
  if (document.hidden) return;
  lead(true);
  look();
}

/** Looks now, but at most once a second. */
function look() {
  wait = Math.min(wait, SECOND);
  arm();
}

// The tab that was seen last leads and has the timer; the others queue for the time when it is closed, and may not have
// heard of a sign-in until then. A tab may take the lock from itself, and hear of that only when it leads anew.
async function lead(steal) {
  if (steal ? leadership : queued) return;
  queued ||= !steal;
  const { signal } = keeping;
  let mine;
  try {
    await locks.request(NAME, steal ? { steal } : { signal }, (lock) => {
      if (signal.aborted) return undefined;
      queued &&= steal;
      leadership = mine = lock;
      (steal ? arm : look)();
      return new Promise((ended) => signal.addEventListener('abort', ended));
    });
  } catch {
    if (signal.aborted || leadership !== mine) return;
    leadership = undefined;
    arm();
    lead(false);
  }
}
