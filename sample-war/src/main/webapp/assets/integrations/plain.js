import { keepFresh, onSession } from '../../auth/client.js';

const texts = {
  loading: () => '…',
  authenticated: ({ user }) => `${user.name} is signed in`,
  unauthenticated: () => 'Signed out',
};

keepFresh();
onSession((session) => {
  const text = texts[session.status](session);
  document.getElementById('who').textContent = session.stale ? `${text}, it seems` : text;
});
