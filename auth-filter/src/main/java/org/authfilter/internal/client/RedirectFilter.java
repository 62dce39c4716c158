package org.authfilter.internal.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.net.URI;
import java.util.Set;
import org.authfilter.internal.common.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Follows redirects in place of RESTEasy's engine, which would send the token to any host: a call with a token follows
 * only to the same host and port. GET and HEAD only. The client of the JDK, which Jersey uses, drops the token itself.
 */
final class RedirectFilter implements ClientRequestFilter, ClientResponseFilter {

    private static final String FOLLOWS = "org.authfilter.client.follows-redirects";
    private static final String REDIRECTS = "org.authfilter.client.redirects";
    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** Takes the redirects over from an engine that would follow them. */
    @Override
    public void filter(ClientRequestContext call) {
        Client client = call.getClient();
        try {
            Object engine = client.getClass().getMethod("httpEngine").invoke(client);
            Class<?> type = engine.getClass();
            if (Boolean.TRUE.equals(type.getMethod("isFollowRedirects").invoke(engine))) {
                client.property(FOLLOWS, true);
                type.getMethod("setFollowRedirects", boolean.class).invoke(engine, false);
            }
        } catch (ReflectiveOperationException notRestEasy) {
            return;
        }
    }

    @Override
    public void filter(ClientRequestContext call, ClientResponseContext response) {
        URI target = target(call, response);
        if (target == null) {
            return;
        }
        URI origin = call.getUri();
        int redirects = call.getProperty(REDIRECTS) instanceof Integer count ? count : 0;
        if (redirects < MAX_REDIRECTS && (isSameOrigin(origin, target) || BearerToken.in(call) == null)) {
            call.setUri(target);
            call.setProperty(REDIRECTS, redirects + 1);
            try {
                RequestRetry.replace(
                        response, RestEasyInvocation.of(call).orElseThrow().invoke());
            } finally {
                call.setUri(origin);
                call.removeProperty(REDIRECTS);
            }
        }
    }

    /** An address with user info, or without a host, is of no origin. */
    static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && HostAndPort.of(one).isPresent()
                && HostAndPort.of(one).equals(HostAndPort.of(other));
    }

    private static @Nullable URI target(ClientRequestContext call, ClientResponseContext response) {
        URI location = response.getLocation();
        boolean isFollowed = location != null
                && STATUSES.contains(response.getStatus())
                && (call.getMethod().equals("GET") || call.getMethod().equals("HEAD"))
                && call.getClient().getConfiguration().getProperty(FOLLOWS) != null
                && RestEasyInvocation.of(call).isPresent();
        return isFollowed ? call.getUri().resolve(location) : null;
    }
}
