/**
 * Steps 5 to 7 of the request path: refreshes token sets. Start reading at {@code TokenRefresher}, then
 * {@code RefreshOperation}, which follows one request through a refresh. Knows no container.
 */
@NullMarked
package org.authfilter.internal.refresh;

import org.jspecify.annotations.NullMarked;
