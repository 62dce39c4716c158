/** The same checks on every server, one server at a time. */
package org.authfilter.it.servers;
