package org.authfilter.it.app;

import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;

/** The whole configuration of a WAR, by annotations alone. */
@AuthFilterConfig(path = "/account")
@CredentialsProvider(name = "staff", loginUrl = "${it.staff}/auth/login", refreshUrl = "${it.staff}/auth/refreshToken")
@CredentialsProvider(
        name = "customers",
        loginUrl = "${it.customers:http://127.0.0.1:1}/auth/login",
        loginFields = {"email", "password"})
public final class TwoProviders {}
