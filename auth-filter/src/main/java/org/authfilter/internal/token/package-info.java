/** Values: the token set and when it is due. */
@NullMarked
package org.authfilter.internal.token;

import org.jspecify.annotations.NullMarked;
