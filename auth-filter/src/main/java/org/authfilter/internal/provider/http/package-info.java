/** Requests to an issuer: one deadline, limited responses, no redirects. */
@NullMarked
package org.authfilter.internal.provider.http;

import org.jspecify.annotations.NullMarked;
