/** Resources of an application that no request may reach without a session. */
package org.authfilter.it.attacked;
