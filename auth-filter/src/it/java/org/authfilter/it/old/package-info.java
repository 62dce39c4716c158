/** What an old WAR has: classes that {@code web.xml} names, and what 2.5 can't say, added by a listener. */
package org.authfilter.it.old;
