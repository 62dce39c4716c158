/**
 * The sample application: what an application looks like that has auth-filter in its WAR.
 *
 * <p>No class here signs anyone in. The jar protects every path except the public ones of {@code
 * META-INF/microprofile-config.properties} and refreshes the tokens. The application uses
 *
 * <ul>
 *   <li>a REST client that sends a fresh token: {@link org.authfilter.sample.OrdersClient}
 *   <li>the token itself: {@link org.authfilter.sample.TokenResource}
 *   <li>the signed-in user: {@link org.authfilter.sample.RefreshHistoryResource}
 *   <li>an event at each refresh: {@link org.authfilter.sample.RefreshHistory}
 * </ul>
 *
 * The issuer of the tokens and the API that requires them live in {@code org.authfilter.sample.demo}. They stand for two
 * other systems: the application reaches both by HTTP only.
 */
@NullMarked
package org.authfilter.sample;

import org.jspecify.annotations.NullMarked;
