/** Injection and events; the only package that needs CDI. */
@NullMarked
package org.authfilter.internal.cdi;

import org.jspecify.annotations.NullMarked;
