/** Interfaces that an application implements to replace a part of auth-filter. */
@NullMarked
package org.authfilter.spi;

import org.jspecify.annotations.NullMarked;
