/** An application that leaves its security to the container: constraints, roles of EJBs, injected callers. */
package org.authfilter.it.roles;
