/** The port to whoever issues tokens. */
@NullMarked
package org.authfilter.internal.provider;

import org.jspecify.annotations.NullMarked;
