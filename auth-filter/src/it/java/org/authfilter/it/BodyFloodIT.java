package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.authfilter.it.app.BasketServlet;
import org.authfilter.it.app.HelloServlet;
import org.authfilter.it.app.SessionCounter;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Four bodies of 8 MB at once from strangers, on a server with 512 MB and many sessions, whose other WAR is not disturbed.
 * {@code -Dflood.sessions=60000} is the long form.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class BodyFloodIT {

    private static final String APP = "bodies";
    private static final String OTHER = "other";
    private static final int SESSIONS = Integer.getInteger("flood.sessions", 1000);
    private static final int AT_ONCE = 4;
    private static final int EIGHT_MEGABYTES = 8 << 20;
    private static final int MOST_MILLIS = 20_000;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final FakeOpenIdProvider IDP = FakeOpenIdProvider.start(Clock.systemUTC());
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @Deployment(name = APP, order = 1, testable = false)
    static WebArchive war() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.provider.idp.type=oidc",
                        "auth-filter.provider.idp.issuer=" + IDP.issuer(),
                        "auth-filter.provider.idp.client-id=" + FakeOpenIdProvider.CLIENT_ID,
                        "auth-filter.provider.idp.client-secret=" + FakeOpenIdProvider.CLIENT_SECRET)
                .addClasses(BasketServlet.class, SessionCounter.class);
    }

    @Deployment(name = OTHER, order = 2, testable = false)
    static WebArchive other() {
        return ShrinkWrap.create(WebArchive.class, OTHER + ".war").addClass(HelloServlet.class);
    }

    @AfterAll
    static void stop() {
        IDP.close();
        ISSUER.close();
    }

    static Stream<List<String>> bodies() {
        String deepToken = base64("{\"alg\":\"RS256\"}") + "."
                + base64("{\"iss\":\"" + IDP.issuer() + "\",\"x\":" + "[".repeat(6 << 20)) + ".AAAA";
        return Stream.of(
                List.of("/auth/backchannel-logout/idp", FORM, "logout_token=" + deepToken),
                List.of("/auth/backchannel-logout/idp", FORM, "logout_token=" + ".".repeat(EIGHT_MEGABYTES)),
                List.of("/auth/backchannel-logout/idp", "application/json", "[".repeat(EIGHT_MEGABYTES)),
                List.of("/auth/signin/backend", "application/json", "{\"email\":" + "[".repeat(EIGHT_MEGABYTES)),
                List.of("/auth/signin/backend", FORM, "a=&".repeat(EIGHT_MEGABYTES / 3)),
                List.of("/auth/signin/idp", FORM, "callbackUrl=" + "%41".repeat(EIGHT_MEGABYTES / 3)),
                List.of("/auth/session", "application/json", "{\"a\":".repeat(EIGHT_MEGABYTES / 5)),
                List.of("/auth/signout", FORM, "callbackUrl=" + "x".repeat(EIGHT_MEGABYTES)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void four_bodies_of_8_MB_at_once_are_refused_and_disturb_no_other_WAR(List<String> post) throws Exception {
        fillWithSessions();
        byte[] body = post.get(2).getBytes(StandardCharsets.ISO_8859_1);
        Callable<Integer> stranger = () -> RawRequest.of("POST", "/" + APP + post.get(0))
                .fromHere()
                .body(post.get(1), body)
                .send()
                .status();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long start = System.nanoTime();
            List<Future<Integer>> strangers = new ArrayList<>();
            for (Callable<Integer> task : Collections.nCopies(AT_ONCE, stranger)) {
                strangers.add(threads.submit(task));
            }
            long longest = longestOfAnotherWar(strangers);
            for (Future<Integer> status : strangers) {
                // A server may close the connection of a body that is not read.
                assertThat(status.get()).isIn(400, 413, 0);
            }
            assertThat(millisSince(start)).isLessThan(MOST_MILLIS);
            assertThat(longest).isLessThan(MOST_MILLIS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(sessions()).isGreaterThanOrEqualTo(SESSIONS);
    }

    /** Chunks have no announced length. The rest of the body is never sent, so a response proves that it is not needed. */
    @Test
    void a_body_in_chunks_is_refused_before_its_end() {
        byte[] part = ("20001\r\n" + "x".repeat(0x20001) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        RawRequest.Response response = RawRequest.of("POST", "/" + APP + "/auth/backchannel-logout/idp")
                .with("Content-Type", FORM)
                .with("Transfer-Encoding", "chunked")
                .bytes(part)
                .send();

        assertThat(response.status()).isIn(400, 0);
    }

    /** Asks another WAR until all strangers have their responses; returns the milliseconds of the slowest response. */
    private static long longestOfAnotherWar(List<Future<Integer>> strangers) {
        Browser browser = new Browser(OTHER);
        long longest = 0;
        do {
            long start = System.nanoTime();
            assertThat(browser.page("/hello").statusCode()).isEqualTo(200);
            longest = Math.max(longest, millisSince(start));
        } while (!strangers.stream().allMatch(Future::isDone));
        return longest;
    }

    private static void fillWithSessions() throws Exception {
        int missing = SESSIONS - sessions();
        if (missing <= 0) {
            return;
        }
        Callable<Boolean> some = () -> {
            try (KeptAliveConnection connection = new KeptAliveConnection(
                    URI.create(System.getProperty("server.url") + "/" + APP + "/public/basket"), "none=none")) {
                for (int i = 0; i <= missing / AT_ONCE; i++) {
                    connection.ask();
                }
            }
            return true;
        };
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Boolean> filled : threads.invokeAll(Collections.nCopies(AT_ONCE, some))) {
                assertThat(filled.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int sessions() {
        String[] numbers = new Browser(APP).page("/public/sessions").body().split(" ", -1);
        return Integer.parseInt(numbers[0]);
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
