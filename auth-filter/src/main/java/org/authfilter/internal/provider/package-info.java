/** The port to the issuers of tokens: the operations of a provider and their results. */
@NullMarked
package org.authfilter.internal.provider;

import org.jspecify.annotations.NullMarked;
