/** Keeps those off who guess passwords. */
@NullMarked
package org.authfilter.throttle;

import org.jspecify.annotations.NullMarked;
