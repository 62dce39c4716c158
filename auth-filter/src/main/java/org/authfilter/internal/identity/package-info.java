/** Tells the container the caller, by what each server offers for that. Each class is loaded where its API is. */
@NullMarked
package org.authfilter.internal.identity;

import org.jspecify.annotations.NullMarked;
