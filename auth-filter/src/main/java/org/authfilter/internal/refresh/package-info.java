/** Fresh or fail: margin, single refresh, retention, outcome. */
@NullMarked
package org.authfilter.internal.refresh;

import org.jspecify.annotations.NullMarked;
