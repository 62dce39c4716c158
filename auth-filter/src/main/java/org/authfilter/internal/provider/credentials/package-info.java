/** A separate backend that takes credentials and issues tokens. */
@NullMarked
package org.authfilter.internal.provider.credentials;

import org.jspecify.annotations.NullMarked;
