/**
 * A scripted token backend for tests: {@link org.authfilter.testkit.FakeIssuer} is the door, everything else is a part
 * of it. It is a plain HTTP server, so that the code under test talks to it as to a real one.
 */
package org.authfilter.testkit;
