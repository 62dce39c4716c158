/** Fresh or fail: margin, single flight, retention, outcome. */
@NullMarked
package org.authfilter.refresh;

import org.jspecify.annotations.NullMarked;
