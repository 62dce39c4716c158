/** What is kept of a signed-in user, and the only code that touches attributes of the HTTP session. */
@NullMarked
package org.authfilter.internal.session;

import org.jspecify.annotations.NullMarked;
