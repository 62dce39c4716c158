package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import org.authfilter.internal.common.Digests;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /client.js} and its types: the only responses that a browser may store, to be revalidated at each use (RFC
 * 9111, section 4.3).
 */
final class ClientModule implements Endpoint {

    private final String type;
    private final byte[] text;
    private final String etag;

    /**
     * Reads one of the files beside this class.
     *
     * @param name such as {@code client.js}
     */
    ClientModule(String name, String type) {
        this.type = type;
        this.text = read(name);
        this.etag = '"' + sha256(text) + '"';
    }

    @Override
    public void serve(EndpointContext ctx) throws IOException {
        HttpServletResponse response = ctx.response();
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", etag);
        if (isCurrent(ctx.request().getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    /** Compares weakly (RFC 9110, section 13.1.2), because a proxy that compresses makes the tag a weak one. */
    private boolean isCurrent(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }

    private static byte[] read(String name) {
        try (InputStream file = ClientModule.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException("The jar's " + name + " can't be read", damaged);
        }
    }

    private static String sha256(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(bytes));
    }
}
