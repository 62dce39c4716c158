package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Reads and checks the responses of the filter. */
public final class HttpResponses {

    private HttpResponses() {}

    public static Map<String, Object> json(HttpResponse<String> response) {
        try {
            return JsonUtil.parseJson(response.body());
        } catch (JoseException e) {
            throw new AssertionError("Not JSON: " + describe(response), e);
        }
    }

    /** For messages: which request it was, and the beginning of the response. */
    public static String describe(HttpResponse<String> response) {
        String body = response.body();
        return response + ": " + body.substring(0, Math.min(body.length(), 500));
    }

    public static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** 303 to the sign-in page, which leads back to {@code path} and says {@code error}. */
    public static void assertSentToSignIn(
            HttpResponse<String> response, String application, String path, String error) {
        assertThat(response.statusCode()).as(describe(response)).isEqualTo(303);
        URI location = response.uri().resolve(header(response, "Location"));
        assertThat(location.getPath()).isEqualTo("/" + application + "/auth/signin");
        assertThat(query(location))
                .containsEntry("callbackUrl", "/" + application + path)
                .containsEntry("error", error);
    }

    /** {@code application/problem+json} (RFC 9457) with this status and error, and never a redirect. */
    public static void assertProblem(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).as(describe(response)).isEqualTo(status);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(header(response, "Location")).isEmpty();
        assertThat(json(response))
                .containsEntry("error", error)
                .containsKeys("title", "signIn")
                .hasEntrySatisfying(
                        "status",
                        value -> assertThat(((Number) value).intValue()).isEqualTo(status));
    }

    /** 303 to {@code path} of the application. */
    public static void assertSentTo(HttpResponse<String> response, String application, String path) {
        assertThat(response.statusCode()).as(describe(response)).isEqualTo(303);
        assertThat(response.uri().resolve(header(response, "Location")).getPath())
                .isEqualTo("/" + application + path);
    }

    static Map<String, String> query(URI location) {
        return Arrays.stream(location.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
