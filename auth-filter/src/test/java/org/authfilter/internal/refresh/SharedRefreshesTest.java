package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.authfilter.User;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.provider.UserClaims;
import org.authfilter.internal.provider.UserUpdate;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.spi.SharedStore;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The refreshes of two nodes that share a store. */
class SharedRefreshesTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    private final MutableClock clock = new MutableClock(START);
    private final MemorySharedStore store = new MemorySharedStore(clock);
    private final SharedStoreClient one = new SharedStoreClient(store, "app.", clock, LONGEST_WAIT);
    private final SharedStoreClient other = new SharedStoreClient(store, "app.", clock, LONGEST_WAIT);
    private final NumberingProvider issuer = new NumberingProvider(clock);
    private final User alice = new User("alice", "alice@example.org", List.of("buyer"), "sub-alice", null);
    private final UserSession session = new UserSession("sign-in-1", "backend", alice, issuer.signIn(), START, START);

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void R4_two_nodes_present_a_refresh_token_once_and_both_get_the_new_token_set() throws Exception {
        issuer.hold();
        CompletableFuture<TokenResult> first = refresh(one, issuer, false);
        issuer.awaitFirstCall();
        CompletableFuture<TokenResult> second = refresh(other, issuer, false);
        issuer.release();

        assertThat(tokens(first).accessToken()).isEqualTo("access-2");
        assertThat(tokens(second).isSameAs(tokens(first))).isTrue();
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R6_a_late_node_gets_the_result_without_a_call() throws Exception {
        tokens(refresh(one, issuer, false));

        assertThat(tokens(refresh(other, issuer, true)).accessToken()).isEqualTo("access-2");
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R7_the_store_shows_no_token_and_no_name() throws Exception {
        tokens(refresh(one, issuer, false));

        assertThat(store.values()).hasSize(1);
        store.values()
                .forEach((key, value) -> assertThat(key + new String(value, StandardCharsets.ISO_8859_1))
                        .doesNotContain("access-", "refresh-", "alice", "sign-in-1"));
    }

    @Test
    void R9_a_refresh_that_the_issuer_may_have_processed_waits_for_the_expiry_on_each_node() throws Exception {
        issuer.script(Unavailable.maybeProcessed("timeout"));
        assertThat(result(refresh(one, issuer, false))).isInstanceOf(Unavailable.class);

        assertThat(result(refresh(other, issuer, false)))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        failure -> assertThat(failure.mayBeProcessed()).isTrue());
        assertThat(issuer.calls()).isEqualTo(1);

        clock.advance(Engine.LIFETIME);
        assertThat(tokens(refresh(other, issuer, false)).accessToken()).isEqualTo("access-2");
        assertThat(issuer.calls()).isEqualTo(2);
    }

    @Test
    void R9_a_refresh_that_was_not_processed_is_repeated_by_the_next_node() throws Exception {
        issuer.script(Unavailable.notProcessed("503"));
        assertThat(result(refresh(one, issuer, false))).isInstanceOf(Unavailable.class);

        assertThat(tokens(refresh(other, issuer, false)).accessToken()).isEqualTo("access-2");
    }

    @Test
    void a_store_that_does_not_work_leaves_each_node_alone() throws Exception {
        store.isDown(true);
        while (!one.isDown()) {
            one.callOr(false, shared -> shared.get("any") == null);
        }

        assertThat(tokens(refresh(one, issuer, false)).accessToken()).isEqualTo("access-2");
    }

    @Test
    void R20_a_store_that_has_failed_once_is_tried_again_before_a_token_set_that_works_is_refreshed() throws Exception {
        store.isDown(true);

        assertThat(result(refresh(one, issuer, false)))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        failure -> assertThat(failure.mayBeProcessed()).isFalse());
        assertThat(issuer.calls()).isZero();
    }

    @Test
    void R4_a_token_set_that_has_expired_waits_for_no_second_attempt_of_the_store() throws Exception {
        store.isDown(true);
        clock.advance(Engine.LIFETIME);

        assertThat(tokens(refresh(one, issuer, false)).accessToken()).isEqualTo("access-2");
    }

    @Test
    void R20_a_node_that_another_one_was_faster_than_does_not_call_while_the_store_fails() throws Exception {
        clock.advance(Engine.LIFETIME);
        try (SharedStoreClient late = client(new Forwarding(store) {
            private boolean hasAsked;

            @Override
            public byte[] get(String key) {
                if (hasAsked) {
                    throw new IllegalStateException("the store is slow");
                }
                hasAsked = true;
                return super.get(key);
            }

            @Override
            public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
                return false;
            }
        })) {
            assertThat(result(refresh(late, issuer, false)))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            failure -> assertThat(failure.mayBeProcessed()).isTrue());
        }
        assertThat(issuer.calls()).isZero();
    }

    @Test
    void a_claim_that_the_store_took_although_it_seemed_to_fail_is_given_back() throws Exception {
        try (SharedStoreClient slow = client(new Forwarding(store) {
            @Override
            public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
                super.putIfAbsent(key, value, timeToLive);
                throw new IllegalStateException("the store is slow");
            }
        })) {
            assertThat(result(refresh(slow, issuer, false))).isInstanceOf(Unavailable.class);

            assertThat(result(refresh(other, issuer, false)))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            failure -> assertThat(failure.mayBeProcessed()).isFalse());
        }
        assertThat(tokens(refresh(other, issuer, false)).accessToken()).isEqualTo("access-2");
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R20_a_token_set_of_another_node_is_not_presented_while_the_store_does_not_work() throws Exception {
        store.isDown(true);

        assertThat(result(refresh(one, issuer, true)))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        failure -> assertThat(failure.mayBeProcessed()).isTrue());
        assertThat(issuer.calls()).isZero();
    }

    @Test
    void a_result_is_handed_over_once_the_store_works_again() throws Exception {
        issuer.hold();
        CompletableFuture<TokenResult> first = refresh(one, issuer, false);
        issuer.awaitFirstCall();
        store.isDown(true);
        issuer.release();
        assertThat(tokens(first).accessToken()).isEqualTo("access-2");
        store.isDown(false);

        assertThat(tokens(refresh(other, issuer, false)).accessToken()).isEqualTo("access-2");
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R9_a_claim_that_this_version_does_not_understand_is_that_of_another_node() throws Exception {
        store.putIfAbsent(
                "app.refresh." + session.tokenSetId(),
                "X a later version".getBytes(StandardCharsets.US_ASCII),
                LONGEST_WAIT);

        assertThat(result(refresh(one, issuer, false)))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        failure -> assertThat(failure.mayBeProcessed()).isTrue());
        assertThat(issuer.calls()).isZero();
    }

    @Test
    void a_node_without_a_shared_store_uses_the_provider_itself() {
        SharedRefreshes alone = new SharedRefreshes(null, Engine.RETENTION, clock);

        assertThat(alone.once(pending(), issuer, new MemoryStore(session), session, null))
                .isSameAs(issuer);
        assertThat(alone.areShared()).isFalse();
    }

    static List<TokenResult> results() {
        TokenSet tokens = new TokenSet("a", "r", "i", START, START.plusSeconds(60), START.plusSeconds(600))
                .withSignIn(new SignInClaims("n", 17L, "gold", List.of("pwd", "otp"), 19L));
        return List.of(
                Issued.refreshed(
                        tokens,
                        new UserUpdate(
                                new UserClaims("alicia", null, List.of("a", "b,c")), UserClaims.NONE, UserClaims.NONE)),
                Issued.refreshed(new TokenSet("a", null, null, START, null, null), UserUpdate.NONE),
                new Unverified(tokens.awaiting(tokens), Unavailable.maybeProcessed("keys")),
                new Rejected("invalid_grant"),
                Misconfigured.notProcessed("invalid_client"),
                Unavailable.notProcessed("429").withRetryAfter(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @MethodSource("results")
    void each_result_is_the_same_on_the_other_node(TokenResult result) {
        TokenResult handedOver = SharedResult.of(SharedResult.texts(result, alice));

        assertThat(handedOver).isExactlyInstanceOf(result.getClass());
        if (result instanceof Granted granted) {
            assertThat(((Granted) handedOver).tokens()).isEqualTo(granted.tokens());
        }
        if (result instanceof Issued issued) {
            assertThat(((Issued) handedOver).update().applyTo(alice))
                    .isEqualTo(issued.update().applyTo(alice));
        }
        if (result instanceof Unavailable unavailable) {
            assertThat(((Unavailable) handedOver).retryAfter()).isEqualTo(unavailable.retryAfter());
        }
    }

    private SharedStoreClient client(SharedStore other) {
        return new SharedStoreClient(other, "app.", clock, LONGEST_WAIT);
    }

    private CompletableFuture<TokenResult> refresh(SharedStoreClient node, TokenProvider provider, boolean isReserved) {
        MemoryStore sessions = new MemoryStore(session);
        return new SharedRefreshes(node, Engine.RETENTION, clock)
                .once(pending(), provider, sessions, session, isReserved ? START.plusSeconds(1) : null)
                .refresh(session.tokens(), false);
    }

    private PendingRefresh pending() {
        return new PendingRefresh(session.tokens(), 0);
    }

    private static TokenResult result(CompletableFuture<TokenResult> refresh) throws Exception {
        return refresh.get(20, TimeUnit.SECONDS);
    }

    private static TokenSet tokens(CompletableFuture<TokenResult> refresh) throws Exception {
        return Optional.of(result(refresh))
                .filter(Granted.class::isInstance)
                .map(Granted.class::cast)
                .orElseThrow(() -> new AssertionError(refresh.join().toString()))
                .tokens();
    }

    /** A store that does what another one does. */
    private static class Forwarding implements SharedStore {

        private final SharedStore target;

        Forwarding(SharedStore target) {
            this.target = target;
        }

        @Override
        public byte[] get(String key) {
            return target.get(key);
        }

        @Override
        public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
            return target.putIfAbsent(key, value, timeToLive);
        }

        @Override
        public boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive) {
            return target.replace(key, expected, value, timeToLive);
        }

        @Override
        public void remove(String key) {
            target.remove(key);
        }
    }
}
