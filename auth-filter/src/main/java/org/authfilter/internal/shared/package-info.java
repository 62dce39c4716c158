/** The store that all nodes of a cluster share: the engines, and how it is called. */
@NullMarked
package org.authfilter.internal.shared;

import org.jspecify.annotations.NullMarked;
