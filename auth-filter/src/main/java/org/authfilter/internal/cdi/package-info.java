/** Step 9 of the request path: injection, and the CDI events. The only package that depends on CDI. */
@NullMarked
package org.authfilter.internal.cdi;

import org.jspecify.annotations.NullMarked;
