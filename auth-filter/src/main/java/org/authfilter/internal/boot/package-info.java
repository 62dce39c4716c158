/** The start in a servlet container, and the one place that wires objects. */
@NullMarked
package org.authfilter.internal.boot;

import org.jspecify.annotations.NullMarked;
