package org.authfilter.it.servers.app;

import org.authfilter.CredentialsProvider;

/** The whole configuration of a WAR. */
@CredentialsProvider(
        name = "backend",
        loginUrl = "${matrix.backend}/auth/login",
        refreshUrl = "${matrix.backend}/auth/refreshToken")
public final class AnnotatedProvider {}
