/** What strangers have in their WARs: plain servlets, beans and resources that run on the server. */
package org.authfilter.it.app;
