/** A JAX-RS provider that serves all requests; some servers don't make a bean of it. */
package org.authfilter.it.app.provider;
