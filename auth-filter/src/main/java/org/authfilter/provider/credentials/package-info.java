/** A separate backend that takes credentials and issues tokens. */
@NullMarked
package org.authfilter.provider.credentials;

import org.jspecify.annotations.NullMarked;
