package org.authfilter.internal.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Iterator;
import java.util.Optional;
import org.authfilter.AccessTokenFeature;
import org.jspecify.annotations.Nullable;

/** The retry of a call: its response replaces the response of the first call. */
final class RequestRetry {

    private static final int MAX_DRAINED_BYTES = 1 << 16;

    private RequestRetry() {}

    /** Whether the entity can be written again, and the retry passes the filters of this package as well. */
    static boolean isPossible(ClientRequestContext call) {
        return isRepeatable(call.getEntity(), call.getMediaType())
                && (RestEasyInvocation.of(call).isPresent() || hasFilters(call.getClient()));
    }

    private static boolean isRepeatable(@Nullable Object entity, @Nullable MediaType type) {
        return !(entity instanceof AutoCloseable)
                && !(entity instanceof StreamingOutput)
                && !(entity instanceof Iterator)
                && (type == null || !type.getType().equals("multipart"));
    }

    private static boolean hasFilters(Client client) {
        Configuration configuration = client.getConfiguration();
        return configuration.isRegistered(AccessTokenFeature.class)
                || configuration.isRegistered(BearerTokenFilter.class);
    }

    /** Reads a response to its end, so the retry can use its connection; returns {@code false} if the response is too long. */
    static boolean drain(ClientResponseContext response) throws IOException {
        InputStream stream = response.getEntityStream();
        if (stream == null) {
            return true;
        }
        byte[] start = stream.readNBytes(MAX_DRAINED_BYTES);
        boolean isComplete = start.length < MAX_DRAINED_BYTES;
        InputStream drained = new ByteArrayInputStream(start);
        response.setEntityStream(isComplete ? drained : new SequenceInputStream(drained, stream));
        return isComplete;
    }

    static void send(ClientRequestContext call, ClientResponseContext response, BearerToken token) {
        Optional<Invocation> reusable = RestEasyInvocation.of(call);
        Response retried = reusable.isPresent()
                ? invokeAgain(call, reusable.get(), token)
                : copy(call, token).invoke();
        replace(response, retried);
    }

    /** Makes {@code response} the response of a later call. */
    static void replace(ClientResponseContext response, Response later) {
        response.setStatusInfo(later.getStatusInfo());
        response.getHeaders().clear();
        response.getHeaders().putAll(later.getStringHeaders());
        response.setEntityStream(
                later.hasEntity() ? later.readEntity(InputStream.class) : InputStream.nullInputStream());
    }

    private static Response invokeAgain(ClientRequestContext call, Invocation invocation, BearerToken token) {
        token.addTo(call);
        try {
            return invocation.invoke();
        } finally {
            token.forFirstCall().addTo(call);
        }
    }

    private static Invocation copy(ClientRequestContext call, BearerToken token) {
        Invocation.Builder copy =
                call.getClient().target(call.getUri()).request().headers(token.originalHeaders());
        call.getPropertyNames().forEach(name -> copy.property(name, call.getProperty(name)));
        copy.property(BearerToken.PROPERTY, token);
        return call.hasEntity() ? copy.build(call.getMethod(), entity(call)) : copy.build(call.getMethod());
    }

    private static Entity<?> entity(ClientRequestContext call) {
        return Entity.entity(
                new GenericEntity<>(call.getEntity(), call.getEntityType()),
                call.getMediaType(),
                call.getEntityAnnotations());
    }
}
