/** The guard of requests and its parts: kind, path and origin of a request, error responses, same-origin proof. */
@NullMarked
package org.authfilter.internal.web;

import org.jspecify.annotations.NullMarked;
