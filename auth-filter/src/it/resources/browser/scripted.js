// Time passes by pass(seconds) only, and nothing is sent: respond() is the server's response.

let now = 1_800_000_000_000;
let timers = [];
let lastTimer = 0;

const unauthenticated = () => Response.json({ status: 'unauthenticated' });
var asked = 0;
var respond = unauthenticated;

Date.now = () => now;
window.setTimeout = (run, wait) => {
  timers.push({ id: ++lastTimer, at: now + wait, run });
  return lastTimer;
};
window.clearTimeout = (id) => {
  timers = timers.filter((timer) => timer.id !== id);
};
window.fetch = async (input) => {
  const path = new URL(input, location).pathname;
  asked += path.endsWith('/auth/session') ? 1 : 0;
  return respond(path);
};

const signedIn = (refreshInSeconds, more = {}) => () =>
  Response.json({ status: 'authenticated', user: { name: 'alice', roles: [] }, refreshInSeconds, ...more });
const problem = (status, error) => () =>
  Response.json({ status, error }, { status, headers: { 'Content-Type': 'application/problem+json' } });

async function pass(seconds) {
  const end = now + seconds * 1000;
  for (;;) {
    await settled();
    const [next] = timers.sort((one, other) => one.at - other.at);
    if (!next || next.at > end) {
      break;
    }
    clearTimeout(next.id);
    now = next.at;
    next.run();
  }
  now = end;
}

/** The computer's clock, that is, while timers go by another one. */
function setClockBack(seconds) {
  now -= seconds * 1000;
  timers.forEach((timer) => { timer.at -= seconds * 1000; });
}

/** After all that waits for a response of this server: reading a body takes the browser a few turns. */
async function settled() {
  const { port1, port2 } = new MessageChannel();
  for (let turns = 0; turns < 5; turns++) {
    await new Promise((next) => {
      port1.onmessage = next;
      port2.postMessage(0);
    });
  }
  port1.close();
}

/** The lock is given by the browser, not by this clock. */
async function keptFresh(auth) {
  const stop = auth.keepFresh();
  await ledByThisTab();
  return stop;
}

/** A lock that is taken away is told last: browsers give no order. */
const request = LockManager.prototype.request;
LockManager.prototype.request = function (...all) {
  return request.apply(this, all).catch(async (lost) => {
    await settled();
    throw lost;
  });
};

async function ledByAnother() {
  const { promise: closed, resolve: close } = Promise.withResolvers();
  await new Promise((led) => {
    navigator.locks.request('auth-filter /tabs/auth/', { steal: true }, () => {
      led();
      return closed;
    });
  });
  await settled();
  return close;
}

async function ledByThisTab() {
  while (!(await navigator.locks.query()).held.length) {
    await null;
  }
  await pass(0);
}
