/** The application that every server of the matrix deploys. */
package org.authfilter.it.servers.app;
