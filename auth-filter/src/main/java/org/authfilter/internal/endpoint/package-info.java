/** One small class for each path under /auth. */
@NullMarked
package org.authfilter.internal.endpoint;

import org.jspecify.annotations.NullMarked;
