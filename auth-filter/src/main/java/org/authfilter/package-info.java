/**
 * The API of auth-filter. With {@code event} and {@code spi} it is all that applications use; every other package is
 * below {@code internal} and may change at any time.
 *
 * <p>The request path. The code quotes these numbers; {@code auth-filter/docs/architecture.md} has the picture, the rules
 * of the refresh and the glossary:
 *
 * <ol>
 *   <li>A request reaches {@link org.authfilter.AuthFilter}, the first filter of the chain.
 *   <li>A path below {@code /auth} is served by an endpoint. Every other path is guarded.
 *   <li>The HTTP session is read, never created: the request has an authenticated caller, or none.
 *   <li>Without a caller, a public path continues anonymously; on a protected path a page is redirected to the sign-in
 *       page, and a call gets 401.
 *   <li>With a caller whose token is fresh beyond the refresh margin, the request continues at once.
 *   <li>Inside the margin, or after the expiry, one request refreshes the token set of the session; all others continue
 *       or wait for that refresh.
 *   <li>The new token set is stored in the session before any request uses it.
 *   <li>The chain continues with the identity of the caller.
 *   <li>The application calls its APIs with the {@link org.authfilter.AccessToken}.
 * </ol>
 *
 * <p>The packages below {@code internal}: {@code boot} starts and wires, {@code config} reads the configuration,
 * {@code web} guards requests (1 to 5, 8), {@code endpoint} serves the paths below {@code /auth} (2), {@code session}
 * stores the session (3, 7), {@code refresh} refreshes token sets (5 to 7), {@code provider} calls issuers (6),
 * {@code issuer} has their circuit breakers, {@code transaction} keeps sign-ins in the browser, {@code identity} tells the
 * container the caller (8), {@code shared} has the stores of clusters, {@code common} what all of them use,
 * {@code throttle} limits password guessing, {@code client} and {@code cdi} serve the application (9), {@code token} has
 * the values.
 */
@NullMarked
package org.authfilter;

import org.jspecify.annotations.NullMarked;
