/** Starts auth-filter in a servlet container; the only package that wires objects. */
@NullMarked
package org.authfilter.internal.boot;

import org.jspecify.annotations.NullMarked;
