package org.authfilter.it.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.ProxyResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.util.Locale;

/**
 * A fault of a refresh endpoint. Each has a provider of its own, so that no circuit breaker sees another fault. First come
 * those without a response, last those for which requests wait for seconds.
 */
enum RefreshFault {
    REFUSED("connection refused"),
    UNKNOWN_HOST("DNS failure"),
    EXPIRED_CERTIFICATE("expired certificate"),
    RESET("reset, not processed"),
    EMPTY("empty response, not processed"),
    SERVER_ERROR("500"),
    UNAVAILABLE("503, Retry-After 2"),
    TOO_MANY_REQUESTS("429, Retry-After 2"),
    HTML("an HTML page"),
    MALFORMED("malformed JSON"),
    CUT_OFF("truncated JSON, not processed"),
    WITHOUT_TOKEN("JSON without a token"),
    REDIRECT("redirect"),
    RESET_AFTER("response lost by a reset, processed"),
    TRUNCATED_AFTER("truncated, processed"),
    LATENCY_3S("3 s latency"),
    LATENCY_5S("5 s latency, processed"),
    SLOW_DRIP("slow drip, processed"),
    HANG("hang, not processed");

    private final String text;

    RefreshFault(String text) {
        this.text = text;
    }

    /** The name of the provider that has it. */
    String provider() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether WireMock responds. The others lie before any response. */
    boolean isResponse() {
        return compareTo(RESET) >= 0;
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
        return compareTo(LATENCY_3S) >= 0;
    }

    /**
     * What WireMock does with a refresh.
     *
     * @throws IllegalStateException if it is no response
     */
    ResponseDefinitionBuilder response(URI issuer) {
        return switch (this) {
            case RESET -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            case EMPTY -> aResponse().withFault(Fault.EMPTY_RESPONSE);
            case SERVER_ERROR -> json(500, "{}");
            case UNAVAILABLE -> json(503, "{}").withHeader("Retry-After", "2");
            case TOO_MANY_REQUESTS -> json(429, "{}").withHeader("Retry-After", "2");
            case HTML -> aResponse().withHeader("Content-Type", "text/html").withBody("<title>Please log in</title>");
            case MALFORMED -> json(200, "{\"accessToken\": \"abc\", \"expiresIn\": }");
            case CUT_OFF -> json(200, "{\"accessToken\": \"ab");
            case WITHOUT_TOKEN -> json(200, "{}");
            case REDIRECT -> aResponse().withStatus(302).withHeader("Location", issuer + "/elsewhere");
            case RESET_AFTER ->
                passedOn(issuer).withTransformer(LostResponse.NAME, LostResponse.HOW, LostResponse.RESET);
            case TRUNCATED_AFTER ->
                passedOn(issuer).withTransformer(LostResponse.NAME, LostResponse.HOW, LostResponse.TRUNCATED);
            case LATENCY_3S -> passedOn(issuer).withFixedDelay(3_000);
            case LATENCY_5S -> passedOn(issuer).withFixedDelay(5_000);
            case SLOW_DRIP -> passedOn(issuer).withChunkedDribbleDelay(10, 8_000);
            case HANG -> json(500, "{}").withFixedDelay(10_000);
            case REFUSED, UNKNOWN_HOST, EXPIRED_CERTIFICATE ->
                throw new IllegalStateException(this + " is no response");
        };
    }

    /** The response of the issuer. */
    ProxyResponseDefinitionBuilder passedOn(URI issuer) {
        return aResponse().proxiedFrom(issuer.toString()).withProxyUrlPrefixToRemove("/" + provider());
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
}
