package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WAR with a {@code web.xml} of 2.5, error pages, uploads, streams and Latin-1 forms: nothing of it changes. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class OldWarIT {

    private static final String APP = "old";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser alice = new Browser(APP);
    private final Browser anonymous = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive old() {
        return Wars.old(ISSUER, APP);
    }

    @BeforeEach
    void signIn() {
        ISSUER.healthy();
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        alice.signIn("alice@example.org");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void an_upload_of_twenty_megabytes_arrives_byte_for_byte() {
        Upload upload = Upload.ofMegabytes(20);

        assertThat(ok(alice.upload("/upload", Upload.CONTENT_TYPE, upload.body())))
                .isEqualTo("alice " + upload.digestOfBody());
    }

    @Test
    void a_part_of_an_upload_arrives_byte_for_byte() {
        Upload upload = Upload.ofMegabytes(20);

        assertThat(ok(alice.upload("/upload/part", Upload.CONTENT_TYPE, upload.body())))
                .isEqualTo("alice " + upload.digestOfFile());
    }

    @Test
    void the_encoding_that_a_filter_of_the_application_sets_is_used() {
        HttpResponse<String> response =
                alice.submit("/latin/form", Map.of("name", "Jürgen Müßig"), StandardCharsets.ISO_8859_1);

        assertThat(ok(response)).isEqualTo("Hello Jürgen Müßig");
    }

    @Test
    void filters_of_the_application_run_after_ours_and_see_the_caller() {
        assertThat(HttpResponses.header(alice.submit("/latin/form", Map.of()), "X-Filter-Saw"))
                .isEqualTo("alice");
        assertThat(anonymous.call("/latin/form").headers().map()).doesNotContainKey("X-Filter-Saw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dispatch/forward", "/dispatch/include"})
    void a_dispatch_in_the_application_keeps_the_caller(String path) {
        assertThat(ok(alice.page(path))).endsWith("remoteUser=alice principal=alice user=true admin=false");
    }

    @Test
    void an_asynchronous_dispatch_keeps_the_caller() {
        assertThat(ok(alice.call("/async"))).isEqualTo("dispatched for alice");
    }

    @Test
    void the_request_passed_to_startAsync_keeps_the_caller_on_other_threads() {
        assertThat(ok(alice.call("/async?complete"))).isEqualTo("completed for alice");
    }

    @Test
    void a_server_sent_event_arrives_before_the_response_ends() {
        HttpResponse<Stream<String>> response = alice.stream("/events");
        Iterator<String> lines = response.body().filter(line -> !line.isEmpty()).iterator();

        assertThat(lines.next()).isEqualTo("data: first for alice");
        alice.post("/events", "");
        assertThat(lines.next()).isEqualTo("data: last, posted=true");
    }

    @Test
    void an_anonymous_WebSocket_is_refused() {
        Throwable refused = catchThrowable(
                () -> anonymous.connect("/chat", new WebSocket.Listener() {}).get(10, TimeUnit.SECONDS));

        assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(((WebSocketHandshakeException) refused.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_endpoint_of_a_WebSocket_has_the_caller() throws Exception {
        CompletableFuture<String> response = new CompletableFuture<>();
        WebSocket socket = alice.connect("/chat", new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        response.complete(text.toString());
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        try {
            socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

            assertThat(response.get(10, TimeUnit.SECONDS)).isEqualTo("hello of alice");
        } finally {
            socket.abort();
        }
    }

    @Test
    void request_logout_signs_out_here_and_at_the_issuer() throws InterruptedException {
        int revocations = ISSUER.counters().revocations();

        assertThat(ok(alice.post("/leave", ""))).isEqualTo("remoteUser=null");

        ISSUER.counters().awaitRevocations(revocations + 1);
        assertThat(ISSUER.counters().revocations()).isEqualTo(revocations + 1);
        HttpResponses.assertProblem(alice.call("/who"), 401, "SessionRequired");
    }

    @Test
    void the_error_page_of_401_does_not_replace_the_refusal() {
        HttpResponses.assertProblem(anonymous.call("/who"), 401, "SessionRequired");
    }

    @Test
    void the_error_page_of_403_does_not_replace_the_refusal() {
        HttpResponse<String> response = anonymous.submitFromElsewhere("/auth/signout", Map.of());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("own error page").contains("role=\"alert\"");
    }

    @Test
    void the_error_page_of_400_does_not_replace_the_refusal() {
        HttpResponse<String> response = alice.call("/public/..;/who");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpResponses.header(response, "Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void the_error_page_of_503_does_not_replace_the_refusal() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        alice.signIn("alice@example.org");
        ISSUER.always(Fault.status(503));
        Await.until(ISSUER.lastExpiry());

        HttpResponses.assertProblem(alice.call("/who"), 503, "TemporarilyUnavailable");
    }

    @Test
    void the_error_page_of_404_does_not_replace_the_response_of_our_path() {
        HttpResponse<String> response = alice.call("/auth/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(HttpResponses.header(response, "Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500, 503})
    void an_error_of_the_application_shows_its_own_page_with_the_caller(int status) {
        HttpResponse<String> response = alice.page("/failing?" + status);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("own error page: " + status + " for alice");
    }

    @Test
    void an_exception_of_the_application_shows_its_own_page_with_the_caller() {
        HttpResponse<String> response = alice.page("/failing");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("own error page: 500 for alice");
    }

    @Test
    void an_unknown_path_shows_the_error_page_of_the_application() {
        assertThat(alice.page("/nowhere").body()).isEqualTo("own error page: 404 for alice");
        assertThat(anonymous.page("/public/nowhere").body()).isEqualTo("own error page: 404 for null");
    }

    @Test
    void forwarding_headers_are_never_read() {
        HttpResponses.assertProblem(
                anonymous.postClaiming(URI.create("https://evil.example:443"), "/auth/signin/backend", "{}"),
                403,
                "InvalidCsrf");
    }

    private static String ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(200);
        return response.body();
    }
}
