/** What a request is and where it may go: page or call, path, origin, identity; and the guard that decides. */
@NullMarked
package org.authfilter.internal.web;

import org.jspecify.annotations.NullMarked;
