/** An application with an authentication mechanism of its own. */
package org.authfilter.it.mechanism;
