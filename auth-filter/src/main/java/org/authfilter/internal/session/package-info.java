/** The session of an authenticated user. No other package reads or writes attributes of the HTTP session. */
@NullMarked
package org.authfilter.internal.session;

import org.jspecify.annotations.NullMarked;
