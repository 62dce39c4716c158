/** Each place where a token as a {@code String} would outlive the request, and safe ones between them. */
package org.authfilter.it.app.unsafe;
