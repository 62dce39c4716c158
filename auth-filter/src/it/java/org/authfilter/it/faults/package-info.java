/** A benchmark: slow, hanging and recovering issuers. */
package org.authfilter.it.faults;
