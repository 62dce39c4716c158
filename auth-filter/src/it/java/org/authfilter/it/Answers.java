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

/** What the answers of the filter look like. */
public final class Answers {

    private Answers() {}

    public static Map<String, Object> json(HttpResponse<String> answer) {
        try {
            return JsonUtil.parseJson(answer.body());
        } catch (JoseException e) {
            throw new AssertionError("Not JSON: " + describe(answer), e);
        }
    }

    /** For messages: which request it was, and the beginning of the answer. */
    public static String describe(HttpResponse<String> answer) {
        String body = answer.body();
        return answer + ": " + body.substring(0, Math.min(body.length(), 500));
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** 303 to the sign-in page, which leads back to {@code path} and says {@code error}. */
    static void assertSentToSignIn(HttpResponse<String> answer, String application, String path, String error) {
        assertThat(answer.statusCode()).as(describe(answer)).isEqualTo(303);
        URI location = answer.uri().resolve(header(answer, "Location"));
        assertThat(location.getPath()).isEqualTo("/" + application + "/auth/signin");
        assertThat(query(location))
                .containsEntry("callbackUrl", "/" + application + path)
                .containsEntry("error", error);
    }

    /** {@code application/problem+json} (RFC 9457) with this status and error, and never a redirect. */
    public static void assertProblem(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(describe(answer)).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(header(answer, "Location")).isEmpty();
        assertThat(json(answer))
                .containsEntry("error", error)
                .containsKeys("title", "signIn")
                .hasEntrySatisfying(
                        "status",
                        value -> assertThat(((Number) value).intValue()).isEqualTo(status));
    }

    /** 303 to {@code path} of the application. */
    static void assertSentTo(HttpResponse<String> answer, String application, String path) {
        assertThat(answer.statusCode()).as(describe(answer)).isEqualTo(303);
        assertThat(answer.uri().resolve(header(answer, "Location")).getPath()).isEqualTo("/" + application + path);
    }

    static Map<String, String> query(URI location) {
        return Arrays.stream(location.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
