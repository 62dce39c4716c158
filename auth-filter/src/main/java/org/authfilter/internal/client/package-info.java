/** Outgoing calls: the bearer token on annotated REST clients, on JAX-RS clients and on {@code java.net.http}. */
@NullMarked
package org.authfilter.internal.client;

import org.jspecify.annotations.NullMarked;
