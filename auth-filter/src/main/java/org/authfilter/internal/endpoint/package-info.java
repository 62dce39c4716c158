/** The endpoints below {@code path}: one class for each, one {@link org.authfilter.internal.endpoint.EndpointContext} per request. */
@NullMarked
package org.authfilter.internal.endpoint;

import org.jspecify.annotations.NullMarked;
