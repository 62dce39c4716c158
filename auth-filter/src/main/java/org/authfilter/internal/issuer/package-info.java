/**
 * Calls to issuers, whichever kind of provider they belong to: the circuit breaker of each provider, the limit of calls at
 * the same time, and the waiting of requests for a call (R4).
 */
@NullMarked
package org.authfilter.internal.issuer;

import org.jspecify.annotations.NullMarked;
