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

/** A second call whose answer takes the place of the first one's. */
final class RequestRetry {

    private static final int LONGEST_REFUSAL = 1 << 16;

    private RequestRetry() {}

    /** Whether the entity can be written again, and the second call would pass our filters as well. */
    static boolean isPossible(ClientRequestContext call) {
        return isRepeatable(call.getEntity(), call.getMediaType())
                && (RestEasyInvocation.of(call).isPresent() || passesOurFilters(call.getClient()));
    }

    private static boolean isRepeatable(@Nullable Object entity, @Nullable MediaType type) {
        return !(entity instanceof AutoCloseable)
                && !(entity instanceof StreamingOutput)
                && !(entity instanceof Iterator)
                && (type == null || !type.getType().equals("multipart"));
    }

    private static boolean passesOurFilters(Client client) {
        Configuration configuration = client.getConfiguration();
        return configuration.isRegistered(AccessTokenFeature.class)
                || configuration.isRegistered(BearerTokenFilter.class);
    }

    /** Reads a refusal to its end, so that its connection serves the second call. A long one stays where it is. */
    static boolean freesConnectionOf(ClientResponseContext refusal) throws IOException {
        InputStream stream = refusal.getEntityStream();
        if (stream == null) {
            return true;
        }
        byte[] start = stream.readNBytes(LONGEST_REFUSAL);
        boolean isAll = start.length < LONGEST_REFUSAL;
        InputStream again = new ByteArrayInputStream(start);
        refusal.setEntityStream(isAll ? again : new SequenceInputStream(again, stream));
        return isAll;
    }

    static void send(ClientRequestContext call, ClientResponseContext refusal, BearerToken token) {
        Optional<Invocation> reusable = RestEasyInvocation.of(call);
        Response answer = reusable.isPresent()
                ? again(call, reusable.get(), token)
                : copy(call, token).invoke();
        refusal.setStatusInfo(answer.getStatusInfo());
        refusal.getHeaders().clear();
        refusal.getHeaders().putAll(answer.getStringHeaders());
        refusal.setEntityStream(
                answer.hasEntity() ? answer.readEntity(InputStream.class) : InputStream.nullInputStream());
    }

    private static Response again(ClientRequestContext call, Invocation invocation, BearerToken token) {
        token.putInto(call);
        try {
            return invocation.invoke();
        } finally {
            token.asFirst().putInto(call);
        }
    }

    private static Invocation copy(ClientRequestContext call, BearerToken token) {
        Invocation.Builder copy =
                call.getClient().target(call.getUri()).request().headers(token.repeatedHeaders());
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
