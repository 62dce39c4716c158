package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.authfilter.testkit.Hold;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class ProviderLogoutTest {

    private final OpenIdShop shop = new OpenIdShop();
    private final MockBrowser providersServer = new MockBrowser(shop.application);
    private final LogRecords log = new LogRecords();

    @BeforeEach
    void signIn() throws Exception {
        shop.signIn();
    }

    @AfterEach
    void stop() {
        log.close();
        shop.close();
    }

    private MockHttpServletResponse post(String token) throws Exception {
        MockBrowser providersServer = new MockBrowser(shop.application);
        MockHttpServletRequest request = providersServer.request("POST", "/auth/backchannel-logout/idp");
        request.removeHeader("Sec-Fetch-Site");
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("logout_token", token);
        return providersServer.send(request);
    }

    @Test
    void a_logout_token_ends_the_session_that_it_names() throws Exception {
        MockHttpServletResponse response = post(shop.provider.logoutToken("logout+jwt", claims -> {}));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        MockHttpServletResponse call = shop.browser.call("GET", "/orders");
        assertThat(call.getStatus()).isEqualTo(401);
        assertThat(json(call).getString("error")).isEqualTo("SessionExpired");
    }

    @Test
    void a_logout_token_without_sid_ends_all_sessions_of_the_user() throws Exception {
        post(shop.provider.logoutToken("logout+jwt", claims -> claims.remove("sid")));

        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @Test
    void a_logout_token_without_sub_ends_the_session_that_it_names() throws Exception {
        post(shop.provider.logoutToken("logout+jwt", claims -> claims.remove("sub")));

        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @Test
    void another_session_of_the_same_user_continues() throws Exception {
        post(shop.provider.logoutToken("logout+jwt", claims -> claims.put("sid", "sid-elsewhere")));

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void the_session_of_another_user_continues() throws Exception {
        post(shop.provider.logoutToken("logout+jwt", claims -> {
            claims.remove("sid");
            claims.put("sub", "sub-bob");
        }));

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void a_later_sign_in_of_the_same_user_stays_valid() throws Exception {
        post(shop.provider.logoutToken("logout+jwt", claims -> claims.remove("sid")));
        shop.clock.advance(Duration.ofSeconds(1));
        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void a_logout_during_a_sign_in_ends_that_sign_in() throws Exception {
        shop.browser.call("POST", "/auth/signout");
        String response = shop.provider.authorize(shop.start(""));
        Hold profile = shop.provider.hold("/userinfo");
        CompletableFuture<MockHttpServletResponse> signIn = inBackground(() -> shop.comeBack(response));
        profile.awaitCaller();
        shop.clock.advance(Duration.ofSeconds(1));
        post(shop.provider.logoutToken("logout+jwt", claims -> {}));
        shop.clock.advance(Duration.ofSeconds(1));

        profile.release();

        assertThat(signIn.get(10, TimeUnit.SECONDS).getStatus()).isEqualTo(303);
        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"logout+jwt", "LOGOUT+JWT", "application/logout+jwt", "JWT", "jwt"})
    void a_logout_token_of_each_type_that_providers_send_is_valid(String type) throws Exception {
        assertThat(post(shop.provider.logoutToken(type, claims -> {})).getStatus())
                .isEqualTo(200);
        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @Test
    void a_sid_that_was_logged_out_before_its_sign_in_is_dead() throws Exception {
        shop.browser.call("POST", "/auth/signout");
        post(shop.provider.logoutToken("logout+jwt", claims -> {}));
        shop.clock.advance(Duration.ofSeconds(10));

        shop.signIn();

        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack("another issuer", claims -> claims.put("iss", "https://other.example"), "unexpected issuer"),
                attack("no issuer", claims -> claims.remove("iss"), "unexpected issuer"),
                attack("another client", claims -> claims.put("aud", "other"), "unexpected audience (aud)"),
                attack("no audience", claims -> claims.remove("aud"), "aud is missing"),
                attack("no iat", claims -> claims.remove("iat"), "iat is missing"),
                attack("no exp", claims -> claims.remove("exp"), "exp is missing"),
                attack("expired", claims -> claims.put("exp", 1000), "expired (exp)"),
                attack("no events", claims -> claims.remove("events"), "events"),
                attack("another event", claims -> claims.put("events", Map.of("other", Map.of())), "events"),
                attack("events of another type", claims -> claims.put("events", "logout"), "events"),
                attack("a nonce", claims -> claims.put("nonce", "n"), "unexpected nonce"),
                attack("no jti", claims -> claims.remove("jti"), "jti is missing"),
                attack(
                        "neither sub nor sid",
                        claims -> claims.keySet().removeAll(List.of("sub", "sid")),
                        "sub and sid are missing"));
    }

    private static Arguments attack(String name, Consumer<Map<String, Object>> bend, String reason) {
        return Arguments.of(name, bend, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void a_logout_token_ends_nothing_with(String name, Consumer<Map<String, Object>> bend, String reason)
            throws Exception {
        assertRefused(shop.provider.logoutToken("logout+jwt", bend), reason);
    }

    @Test
    void a_logout_token_of_another_type_ends_nothing() throws Exception {
        assertRefused(shop.provider.logoutToken("at+jwt", claims -> {}), "unexpected type (typ)");
    }

    @Test
    void a_logout_token_with_a_broken_signature_ends_nothing() throws Exception {
        String token = shop.provider.logoutToken("logout+jwt", claims -> {});
        assertRefused(token.substring(0, token.length() - 8) + "AAAAAAAA", "signature invalid");
    }

    @Test
    void an_unsigned_logout_token_ends_nothing() throws Exception {
        String token = shop.provider.logoutToken("logout+jwt", claims -> {});
        assertRefused(
                "eyJhbGciOiJub25lIn0." + token.split("\\.", -1)[1] + ".", "its algorithm is not that of the ID tokens");
    }

    @Test
    void a_logout_token_signed_with_another_algorithm_than_ID_tokens_ends_nothing() throws Exception {
        assertRefused(shop.provider.logoutTokenByES256(), "its algorithm is not that of the ID tokens");
    }

    @Test
    void an_id_token_is_no_logout_token() throws Exception {
        assertRefused(
                shop.provider.sign(Map.of(
                        "iss",
                        shop.provider.issuer(),
                        "sub",
                        "sub-alice",
                        "aud",
                        "shop",
                        "iat",
                        shop.clock.instant().getEpochSecond(),
                        "exp",
                        shop.clock.instant().getEpochSecond() + 60)),
                "events names no logout");
    }

    @Test
    void a_logout_token_that_was_used_before_is_refused() throws Exception {
        String token = shop.provider.logoutToken("logout+jwt", claims -> {});
        post(token);

        MockHttpServletResponse again = post(token);

        assertThat(again.getStatus()).isEqualTo(400);
        assertThat(log.text()).contains("already used (jti)");
    }

    @Test
    void garbage_is_refused() throws Exception {
        assertRefused("garbage", "unexpected issuer (iss), or none");
    }

    @Test
    void a_request_without_token_is_refused() throws Exception {
        MockHttpServletRequest request = providersServer.request("POST", "/auth/backchannel-logout/idp");

        assertThat(providersServer.send(request).getStatus()).isEqualTo(400);
    }

    @Test
    void at_most_two_logout_tokens_wait_for_newer_keys() throws Exception {
        Hold keys = holdNewerKeys();
        List<CompletableFuture<Integer>> forged = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            forged.add(postForged());
        }

        assertThat(CompletableFuture.anyOf(forged.toArray(new CompletableFuture<?>[0]))
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo(400);
        assertThat(log.text()).contains("too many logout tokens wait");
        assertThat(forged.stream().filter(CompletableFuture::isDone)).hasSize(1);

        keys.release();
        for (CompletableFuture<Integer> response : forged) {
            assertThat(response.get(10, TimeUnit.SECONDS)).isEqualTo(400);
        }
        assertThat(shop.provider.calls("/jwks")).isEqualTo(2);
    }

    @Test
    void logout_tokens_that_have_waited_return_their_permits() throws Exception {
        for (int i = 0; i < 3; i++) {
            shop.clock.advance(Duration.ofSeconds(1));
            assertThat(postForged().get(10, TimeUnit.SECONDS)).isEqualTo(400);
        }

        assertThat(log.text()).doesNotContain("too many logout tokens wait");
    }

    @Test
    void forged_tokens_that_wait_for_newer_keys_do_not_delay_a_logout() throws Exception {
        Hold keys = holdNewerKeys();
        CompletableFuture<Integer> first = postForged();
        CompletableFuture<Integer> second = postForged();
        keys.awaitCaller();

        assertThat(post(shop.provider.logoutToken("logout+jwt", claims -> {})).getStatus())
                .isEqualTo(200);
        assertThat(first.isDone() || second.isDone()).isFalse();
        keys.release();
    }

    @Test
    void forged_tokens_that_wait_for_newer_keys_do_not_delay_a_sign_in() throws Exception {
        Hold keys = holdNewerKeys();
        CompletableFuture<Integer> forged = postForged();
        keys.awaitCaller();
        shop.browser.call("POST", "/auth/signout");

        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
        assertThat(forged.isDone()).isFalse();
        keys.release();
    }

    @Test
    void forged_tokens_that_cause_a_new_discovery_do_not_delay_a_sign_in() throws Exception {
        shop.clock.advance(Duration.ofSeconds(1));
        Hold discovery = shop.provider.hold("/.well-known/openid-configuration");
        CompletableFuture<Integer> forged = postForged();
        discovery.awaitCaller();

        MockBrowser other = new MockBrowser(shop.application);
        assertThat(other.page("/auth/signin/idp").getHeader("Location"))
                .startsWith(shop.provider.issuer() + "/authorize?");
        assertThat(forged.isDone()).isFalse();
        discovery.release();
    }

    @Test
    void forged_tokens_that_wait_for_newer_keys_do_not_hide_rotated_keys_from_a_sign_in() throws Exception {
        shop.browser.call("POST", "/auth/signout");
        Hold keys = holdNewerKeys();
        List<CompletableFuture<Integer>> forged = List.of(postForged(), postForged(), postForged());
        keys.awaitCaller();
        shop.provider.rotateKeys(true);
        String response = shop.provider.authorize(shop.start(""));

        CompletableFuture<MockHttpServletResponse> signIn = inBackground(() -> shop.comeBack(response));
        keys.release();

        assertThat(signIn.get(10, TimeUnit.SECONDS).getHeader("Location")).isEqualTo("/shop/");
        assertThat(shop.status()).isEqualTo("authenticated");
        for (CompletableFuture<Integer> refused : forged) {
            assertThat(refused.get(10, TimeUnit.SECONDS)).isEqualTo(400);
        }
    }

    /** Lets the next reading of the keys begin at once, and end when the test releases it. */
    private Hold holdNewerKeys() {
        shop.clock.advance(Duration.ofSeconds(1));
        return shop.provider.hold("/jwks");
    }

    private CompletableFuture<Integer> postForged() {
        String token = shop.provider.logoutToken("logout+jwt", claims -> {});
        String header = "{\"alg\":\"RS256\",\"typ\":\"logout+jwt\",\"kid\":\"unknown\"}";
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + token.substring(token.indexOf('.'));
        return inBackground(() -> post(forged).getStatus());
    }

    private static <T> CompletableFuture<T> inBackground(Callable<T> request) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        outcome.complete(request.call());
                    } catch (Exception failed) {
                        outcome.completeExceptionally(failed);
                    }
                })
                .start();
        return outcome;
    }

    private void assertRefused(String token, String reason) throws Exception {
        MockHttpServletResponse response = post(token);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(json(response).getString("error")).isEqualTo("invalid_request");
        assertThat(log.text()).contains(reason).doesNotContain("eyJ");
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void the_front_channel_ends_a_session_by_its_sid_and_may_be_framed_by_the_issuer_only() throws Exception {
        MockHttpServletResponse response = providersServer.page("/auth/frontchannel-logout/idp?sid=sid-alice&iss="
                + URLEncoder.encode(shop.provider.issuer(), StandardCharsets.UTF_8));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors " + shop.provider.issuer());
        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @Test
    void the_front_channel_ends_the_browsers_own_session_at_once() throws Exception {
        MockHttpSession session = shop.browser.session();

        shop.browser.page("/auth/frontchannel-logout/idp?sid=sid-alice");

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void the_front_channel_without_a_sid_ends_the_session_whose_cookie_came_along() throws Exception {
        MockHttpSession session = shop.browser.session();

        MockHttpServletResponse response = frontChannel("/auth/frontchannel-logout/idp", "iframe");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(session.isInvalid()).isTrue();
        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @Test
    void the_front_channel_without_a_sid_and_a_session_names_none() throws Exception {
        assertThat(providersServer.page("/auth/frontchannel-logout/idp").getStatus())
                .isEqualTo(400);
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/auth/frontchannel-logout/idp,                                document",
        "/auth/frontchannel-logout/idp?sid=,                           iframe",
        "/auth/frontchannel-logout/idp?iss=https%3A%2F%2Fother.example, iframe",
        "/auth/frontchannel-logout/other,                              iframe",
    })
    void a_link_and_another_provider_end_no_session_without_a_sid(String path, String destination) throws Exception {
        assertThat(frontChannel(path, destination).getStatus()).isBetween(400, 404);
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    private MockHttpServletResponse frontChannel(String path, String destination) throws Exception {
        MockHttpServletRequest request = shop.browser.request("GET", path);
        request.addHeader("Sec-Fetch-Mode", "navigate");
        request.addHeader("Sec-Fetch-Dest", destination);
        return shop.browser.send(request);
    }

    @Test
    void the_front_channel_ignores_another_issuer() throws Exception {
        assertThat(shop.browser
                        .page("/auth/frontchannel-logout/idp?sid=sid-alice&iss=https%3A%2F%2Fother.example")
                        .getStatus())
                .isEqualTo(400);
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void junk_is_logged_at_info_and_a_forged_token_as_a_warning_each_once_a_minute() throws Exception {
        try (LogRecords log = new LogRecords()) {
            for (int i = 0; i < 3; i++) {
                post("junk");
                post(shop.provider.logoutToken("logout+jwt", claims -> claims.put("iss", "https://other.example")));
            }

            assertThat(log.lines("INFO"))
                    .containsExactly("Provider idp: logout token rejected: unexpected issuer (iss), or none");
            assertThat(log.lines("WARNING"))
                    .containsExactly("Provider idp: logout token rejected: unexpected issuer (iss), or none");
        }
    }
}
