package org.authfilter.it.servers.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.authfilter.AccessToken;

/** Would show the token of its first caller to all others. */
@ApplicationScoped
public class UnsafeBean {

    @Inject
    @AccessToken
    String token;
}
