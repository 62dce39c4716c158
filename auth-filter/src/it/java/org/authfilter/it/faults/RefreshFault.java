package org.authfilter.it.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

/** A fault of a refresh endpoint. Each has a provider of its own, so that no circuit breaker sees another fault. */
enum RefreshFault {
    REFUSED("connection refused"),
    UNKNOWN_HOST("DNS failure"),
    EXPIRED_CERTIFICATE("expired certificate"),
    RESET("reset, not processed", issuer -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
    EMPTY("empty response, not processed", issuer -> aResponse().withFault(Fault.EMPTY_RESPONSE)),
    SERVER_ERROR("500", issuer -> json(500, "{}")),
    UNAVAILABLE("503, Retry-After 2", issuer -> json(503, "{}").withHeader("Retry-After", "2")),
    TOO_MANY_REQUESTS("429, Retry-After 2", issuer -> json(429, "{}").withHeader("Retry-After", "2")),
    HTML(
            "an HTML page",
            issuer -> aResponse().withHeader("Content-Type", "text/html").withBody("<title>Please log in</title>")),
    MALFORMED("malformed JSON", issuer -> json(200, "{\"accessToken\": \"abc\", \"expiresIn\": }")),
    CUT_OFF("truncated JSON, not processed", issuer -> json(200, "{\"accessToken\": \"ab")),
    WITHOUT_TOKEN("JSON without a token", issuer -> json(200, "{}")),
    REDIRECT("redirect", issuer -> aResponse().withStatus(302).withHeader("Location", issuer + "/elsewhere")),
    RESET_AFTER("response lost by a reset, processed", issuer -> lost(issuer, LostResponse.RESET)),
    TRUNCATED_AFTER("truncated, processed", issuer -> lost(issuer, LostResponse.TRUNCATED)),
    LATENCY_3S("3 s latency", issuer -> aResponse().proxiedFrom(issuer).withFixedDelay(3_000)),
    LATENCY_5S(
            "5 s latency, processed", issuer -> aResponse().proxiedFrom(issuer).withFixedDelay(5_000)),
    SLOW_DRIP("slow drip, processed", issuer -> aResponse().proxiedFrom(issuer).withChunkedDribbleDelay(10, 8_000)),
    HANG("hang, not processed", issuer -> json(500, "{}").withFixedDelay(10_000));

    private final String text;
    private final Function<String, ResponseDefinitionBuilder> response;

    /** One that WireMock has no response for. */
    RefreshFault(String text) {
        this(text, issuer -> {
            throw new IllegalStateException(text + " has no response");
        });
    }

    RefreshFault(String text, Function<String, ResponseDefinitionBuilder> response) {
        this.text = text;
        this.response = response;
    }

    /** The name of the provider that has it. */
    String provider() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether WireMock responds. The others lie before any response. */
    boolean isResponse() {
        return ordinal() >= RESET.ordinal();
    }

    /** Whether the issuer can become well: not without another host name or certificate. */
    boolean ends() {
        return this != UNKNOWN_HOST && this != EXPIRED_CERTIFICATE;
    }

    /** Whether the issuer has spent the refresh token and the response does not arrive: no client can go on without it. */
    boolean losesSession() {
        return text.endsWith(", processed");
    }

    /** Whether requests wait for seconds. */
    boolean isSlow() {
        return ordinal() >= LATENCY_3S.ordinal();
    }

    /** What WireMock does with a refresh. */
    ResponseDefinitionBuilder response(URI issuer) {
        ResponseDefinitionBuilder made = response.apply(issuer.toString());
        return made instanceof ResponseDefinitionBuilder.ProxyResponseDefinitionBuilder proxy
                ? proxy.withProxyUrlPrefixToRemove("/" + provider())
                : made;
    }

    @Override
    public String toString() {
        return text;
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static ResponseDefinitionBuilder lost(String issuer, String how) {
        return aResponse().proxiedFrom(issuer).withTransformer(LostResponse.NAME, LostResponse.HOW, how);
    }
}
