/** CDI events of sign-ins, refreshes and sign-outs, for observers of the application. */
@NullMarked
package org.authfilter.event;

import org.jspecify.annotations.NullMarked;
