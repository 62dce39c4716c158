/** What an application has that nobody may reach without a session. */
package org.authfilter.it.attacked;
