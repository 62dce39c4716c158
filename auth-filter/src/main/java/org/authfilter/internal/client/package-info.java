/** Step 9 of the request path: adds the bearer token to calls of annotated REST clients and of JAX-RS clients. */
@NullMarked
package org.authfilter.internal.client;

import org.jspecify.annotations.NullMarked;
