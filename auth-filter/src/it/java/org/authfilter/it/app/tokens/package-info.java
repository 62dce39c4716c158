/** Every way in which an application gets and sends access tokens. */
package org.authfilter.it.app.tokens;
