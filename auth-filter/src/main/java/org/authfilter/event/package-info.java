/** CDI events by which the application learns of sign-ins, refreshes and sign-outs. */
@NullMarked
package org.authfilter.event;

import org.jspecify.annotations.NullMarked;
