/**
 * <b>A demonstration. Nothing in here is for production.</b>
 *
 * <p>Two small systems that a real installation has elsewhere, so that the sample needs nothing else: the {@link
 * org.authfilter.sample.demo.TokenBackend} that issues tokens, and the {@link org.authfilter.sample.demo.OrdersApi} that
 * takes them. Users and orders are made up, passwords stand in the code, everything is kept in memory.
 *
 * <p>Each has its own port on 127.0.0.1 and its own threads. Inside the WAR they would wait for the container's request
 * threads, which are all taken by requests that wait for them.
 */
@NullMarked
package org.authfilter.sample.demo;

import org.jspecify.annotations.NullMarked;
