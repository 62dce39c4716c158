/** Limits password guessing. */
@NullMarked
package org.authfilter.internal.throttle;

import org.jspecify.annotations.NullMarked;
