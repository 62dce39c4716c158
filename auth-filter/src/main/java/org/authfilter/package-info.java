/** What users of auth-filter type. */
@NullMarked
package org.authfilter;

import org.jspecify.annotations.NullMarked;
