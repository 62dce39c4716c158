import { keepFresh, onSession, signIn, signOut } from '/tabs/auth/client.js';

window.hiddenWhenTold = [];

onSession((session) => {
  hiddenWhenTold.push(document.hidden);
  const shown = { ...session, name: session.user?.name };
  for (const output of document.querySelectorAll('output')) {
    output.textContent = shown[output.id] ?? '';
  }
  if (session.status === 'unauthenticated' && location.pathname.includes('/private/')) {
    signIn();
  }
});
keepFresh();
document.getElementById('sign-out').addEventListener('click', () => signOut());
