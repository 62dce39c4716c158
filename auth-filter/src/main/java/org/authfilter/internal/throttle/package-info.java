/** Keeps those off who guess passwords. */
@NullMarked
package org.authfilter.internal.throttle;

import org.jspecify.annotations.NullMarked;
