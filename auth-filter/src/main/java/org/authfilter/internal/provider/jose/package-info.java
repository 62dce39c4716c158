/** Verifies JWTs (RFC 7519) with the keys of their issuer (RFC 7517). */
@NullMarked
package org.authfilter.internal.provider.jose;

import org.jspecify.annotations.NullMarked;
