/** Small helpers on the JDK alone that every package may use. */
@NullMarked
package org.authfilter.internal.common;

import org.jspecify.annotations.NullMarked;
