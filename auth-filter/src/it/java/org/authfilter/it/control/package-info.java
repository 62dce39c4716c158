/** WARs without auth-filter that let a test reach into the server's JVM. */
package org.authfilter.it.control;
