package org.authfilter.it.app.provider;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.authfilter.AccessToken;

/** Would send to every caller the token of the first one. */
@Provider
public class TokenProvider implements ContainerResponseFilter {

    @Inject
    @AccessToken
    String token;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("X-Token", token);
    }
}
