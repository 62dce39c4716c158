/**
 * <b>A demonstration. Nothing in here is for production.</b>
 *
 * <p>Two small systems that a real installation has elsewhere. With them the sample needs nothing else: the {@link
 * org.authfilter.sample.demo.TokenBackend} that issues tokens, and the {@link org.authfilter.sample.demo.OrdersApi} that
 * requires them. Users and orders are invented, passwords stand in the code, everything is kept in memory.
 *
 * <p>Each has its own port on 127.0.0.1 and its own threads. As part of the WAR they would need the container's request
 * threads, and those may all be occupied by requests that wait for them.
 */
@NullMarked
package org.authfilter.sample.demo;

import org.jspecify.annotations.NullMarked;
