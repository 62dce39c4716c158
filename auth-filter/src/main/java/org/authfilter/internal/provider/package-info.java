/** The port to the issuers of tokens: what a provider does, and the results of it. */
@NullMarked
package org.authfilter.internal.provider;

import org.jspecify.annotations.NullMarked;
