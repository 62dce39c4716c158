/**
 * What users of auth-filter type, and the map of the rest. This package is the API, with {@code AccessTokenFeature} and
 * {@code AccessTokens} of the package {@code client}; all else is public for wiring only and may change at any time.
 *
 * <p>The way of a request; the code quotes the numbers:
 *
 * <ol>
 *   <li>A request reaches {@link org.authfilter.AuthFilter}, which the jar's initializer put first in the chain.
 *   <li>A path below {@code /auth} is answered by an endpoint; every other path is guarded.
 *   <li>Who is this? The HTTP session is read, never created.
 *   <li>Nobody: a public path is passed on anonymously; on a protected one a page is sent to the sign-in page and a call
 *       gets 401.
 *   <li>Somebody, with a token that is usable beyond the margin: the request goes on.
 *   <li>Inside the margin or expired: one flight refreshes the token set of the session, however many requests come.
 *   <li>The new token set is stored by a thread of a request of that session; only then anybody sees it.
 *   <li>The chain goes on with the caller's identity.
 *   <li>The application injects {@link org.authfilter.AccessToken} and calls others with it.
 * </ol>
 *
 * <p>Where to find what: {@code boot} starts and wires, {@code config} reads what the deployer said, {@code web} judges
 * requests (1 to 5, 8), {@code endpoint} answers below {@code /auth}, {@code session} keeps the signed-in user (3, 7),
 * {@code refresh} refreshes (5 to 7), {@code provider} talks to issuers (6), {@code throttle} keeps off who guesses
 * passwords, {@code client} and {@code cdi} serve the application (9), {@code token} has the values.
 */
@NullMarked
package org.authfilter;

import org.jspecify.annotations.NullMarked;
