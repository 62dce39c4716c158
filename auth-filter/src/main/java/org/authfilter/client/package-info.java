/** Outgoing calls: the bearer token on annotated REST clients. */
@NullMarked
package org.authfilter.client;

import org.jspecify.annotations.NullMarked;
