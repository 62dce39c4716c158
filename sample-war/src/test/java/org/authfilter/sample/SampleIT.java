package org.authfilter.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.TestClient;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample on a real server, seen by the client of the test kit. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SampleIT {

    private static final int REQUESTS = 50;
    private static final String PASSWORD = "alice-pw";

    private final TestClient client = TestClient.anonymous(SampleWar.ROOT);

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.archive();
    }

    @BeforeAll
    static void keepSecrets() {
        IssuedSecrets.keep();
        IssuedSecrets.add("password", PASSWORD);
    }

    @AfterAll
    static void searchServerLog() {
        SampleWar.assertNoSecretsInLog();
    }

    @Test
    void the_home_page_is_public_and_the_account_is_not() {
        assertThat(client.page("/").statusCode()).isEqualTo(200);

        HttpResponse<String> page = client.page("/account/");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(location(page))
                .contains("/sample/auth/signin?", "callbackUrl=%2Fsample%2Faccount%2F", "error=SessionRequired");

        HttpResponse<String> call = client.get("/api/my-orders");
        assertThat(call.statusCode()).isEqualTo(401);
        assertThat(json(call)).containsEntry("error", "SessionRequired");
    }

    @Test
    void a_signed_in_user_sees_account_and_orders() {
        assertThat(location(signIn(PASSWORD))).endsWith("/sample/account/");

        assertThat(client.page("/account/").statusCode()).isEqualTo(200);
        assertThat(client.get("/api/my-orders").body()).startsWith("[{");
        assertThat(client.get("/auth/session").body()).contains("alice@example.test");
    }

    @Test
    void a_wrong_password_redirects_to_the_sign_in_page() {
        assertThat(location(signIn("wrong"))).contains("error=CredentialsSignin");
    }

    @Test
    void fifty_requests_at_the_expiry_take_one_refresh() throws Exception {
        signIn(PASSWORD);
        Map<String, Object> before = json(client.get("/api/refresh-count"));
        awaitClock(Instant.parse(text(json(client.get("/auth/session")), "expiresAt")));

        assertThat(fetchAtOnce("/api/my-orders")).allSatisfy(response -> {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).startsWith("[{");
        });

        Map<String, Object> after = json(client.get("/api/refresh-count"));
        assertThat(number(after, "refreshes") - number(before, "refreshes")).isEqualTo(1);
        assertThat(number(after, "reuses")).isZero();
    }

    /** Submits the form of the sign-in page. */
    private HttpResponse<String> signIn(String password) {
        Map<String, String> fields =
                Map.of("email", "alice@example.test", "password", password, "callbackUrl", "/sample/account/");
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(
                "/auth/signin/demo",
                request -> request.setHeader("Sec-Fetch-Mode", "navigate")
                        .setHeader("Accept", "text/html")
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private List<HttpResponse<String>> fetchAtOnce(String path) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
        try {
            CountDownLatch ready = new CountDownLatch(REQUESTS);
            Callable<HttpResponse<String>> request = () -> {
                ready.countDown();
                ready.await();
                return client.get(path);
            };
            List<Future<HttpResponse<String>>> responses = threads.invokeAll(Collections.nCopies(REQUESTS, request));
            return responses.stream().map(SampleIT::result).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The lifetime of a token is real time here: the server's clock decides. */
    private static void awaitClock(Instant instant) {
        assertThat(instant).isBefore(Instant.now().plusSeconds(60));
        while (Instant.now().isBefore(instant)) {
            LockSupport.parkUntil(instant.toEpochMilli());
        }
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static Map<String, Object> json(HttpResponse<String> response) {
        try {
            return JsonUtil.parseJson(response.body());
        } catch (JoseException e) {
            throw new AssertionError("Not JSON: " + response, e);
        }
    }

    private static String text(Map<String, Object> json, String name) {
        return (String) json.get(name);
    }

    private static long number(Map<String, Object> json, String name) {
        return (Long) json.get(name);
    }
}
