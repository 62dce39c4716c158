/** The port to whoever issues tokens. */
@NullMarked
package org.authfilter.provider;

import org.jspecify.annotations.NullMarked;
