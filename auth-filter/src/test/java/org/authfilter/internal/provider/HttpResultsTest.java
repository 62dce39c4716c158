package org.authfilter.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.provider.http.HttpOutcome.MaybeProcessed;
import org.authfilter.internal.provider.http.HttpOutcome.NotProcessed;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResultsTest {

    private final FakeIssuer issuer = FakeIssuer.start();
    private final IssuerHttpClient http =
            new IssuerHttpClient(Duration.ofSeconds(2), Duration.ofSeconds(5), Clock.systemUTC(), Clock.systemUTC());

    @AfterEach
    void stop() {
        http.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 404, 407, 409, 499})
    void R9_a_response_with_a_definite_status_is_a_response(int status) {
        assertThat(responseTo(status))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(ok.value())
                                .isInstanceOfSatisfying(
                                        Response.class,
                                        response ->
                                                assertThat(response.status()).isEqualTo(status)));
    }

    @ParameterizedTest(name = "{0}: maybe processed is {1}")
    @CsvSource({"408, true", "429, false", "500, true", "502, true", "503, false", "504, true", "599, true"})
    void R9_a_response_that_only_postpones_is_unavailable(int status, boolean mayBeProcessed) {
        assertThat(responseTo(status))
                .isEqualTo(Result.failed(
                        new Unavailable("HTTP status " + status, mayBeProcessed, Cause.SERVER_ERROR, null)));
    }

    @Test
    void R9_a_request_without_a_connection_is_not_processed() throws Exception {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        assertThat(http.get(URI.create("http://127.0.0.1:" + closedPort), Map.of())
                        .join())
                .isInstanceOf(NotProcessed.class);
    }

    @Test
    void R9_failures_keep_deadline_and_retry_after() {
        assertThat(HttpResults.of(new NotProcessed("no connection", Cause.UNREACHABLE, Duration.ofSeconds(7))))
                .isEqualTo(Result.failed(
                        new Unavailable("no connection", false, Cause.UNREACHABLE, Duration.ofSeconds(7))));
        assertThat(HttpResults.of(new MaybeProcessed("no complete response", Cause.UNREACHABLE, null)))
                .isEqualTo(Result.failed(new Unavailable("no complete response", true, Cause.UNREACHABLE, null)));
    }

    private Result<Response> responseTo(int status) {
        issuer.nextRefreshes(Fault.status(status));
        return HttpResults.of(http.post(URI.create(issuer.refreshUrl().toString()), Map.of(), "")
                .join());
    }
}
