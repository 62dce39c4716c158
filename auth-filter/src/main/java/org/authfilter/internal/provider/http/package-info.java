/** Calls to an issuer: one deadline, bounded answers, no redirects. */
@NullMarked
package org.authfilter.internal.provider.http;

import org.jspecify.annotations.NullMarked;
