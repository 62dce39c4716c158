package org.authfilter.it.app.tokens;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.authfilter.AccessToken;

/** A JAX-RS resource of the default life, one for each request. */
@Path("/tokens")
public class TokensResource {

    @Inject
    @AccessToken
    String token;

    @Inject
    RequestTokens requestTokens;

    @Inject
    ApplicationTokens applicationTokens;

    @Inject
    Event<AtomicReference<String>> event;

    @Inject
    ProducedForRequest produced;

    @GET
    @Path("/resource")
    public String resource() {
        return String.valueOf(token);
    }

    @GET
    @Path("/request-scoped")
    public String requestScoped() {
        return requestTokens.both();
    }

    @GET
    @Path("/provider")
    public String provider() {
        return String.valueOf(applicationTokens.provider());
    }

    @GET
    @Path("/instance")
    public String instance() {
        return String.valueOf(applicationTokens.instance());
    }

    @GET
    @Path("/observer")
    public String observer() {
        AtomicReference<String> heard = new AtomicReference<>();
        event.fire(heard);
        return String.valueOf(heard.get());
    }

    @GET
    @Path("/produced")
    public String produced() {
        return String.valueOf(produced.token());
    }
}
