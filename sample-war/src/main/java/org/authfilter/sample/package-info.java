/**
 * The sample application: what somebody writes who has dropped auth-filter into a WAR.
 *
 * <p>There is no line about signing in here. The jar guards every path but the public ones of {@code
 * META-INF/microprofile-config.properties} and refreshes the tokens; the application asks for
 *
 * <ul>
 *   <li>a REST client that sends a fresh token: {@link org.authfilter.sample.OrdersClient}
 *   <li>the token itself: {@link org.authfilter.sample.TokenResource}
 *   <li>who is signed in: {@link org.authfilter.sample.RefreshHistoryResource}
 *   <li>an event at each refresh: {@link org.authfilter.sample.RefreshHistory}
 * </ul>
 *
 * Who issues the tokens and what takes them lives in {@code org.authfilter.sample.demo}, as a stand-in for two other
 * systems: the application reaches both by HTTP only.
 */
@NullMarked
package org.authfilter.sample;

import org.jspecify.annotations.NullMarked;
