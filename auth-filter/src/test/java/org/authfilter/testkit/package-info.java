/**
 * The test kit, for the tests of applications and for our own. {@link org.authfilter.testkit.FakeIssuer} is a scripted
 * token backend: a plain HTTP server, so that the code under test talks to it as to a real one.
 * {@link org.authfilter.testkit.TestClient} signs in and keeps the session.
 * {@link org.authfilter.testkit.SecretSearch} looks in logs for what they have issued. It needs the JDK and jose4j,
 * nothing else.
 */
package org.authfilter.testkit;
