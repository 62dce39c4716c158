package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.authfilter.User;
import org.authfilter.event.SignedOut.Reason;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.spi.LogoutStore;
import org.authfilter.testkit.MutableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionLimitsTest {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final String ISSUER = "https://idp.example";

    private final MutableClock clock = new MutableClock(START);
    private final LogoutRegistry logouts =
            new LogoutRegistry(new MemoryLogoutStore(clock), () -> Duration.ofDays(1), clock);
    private final UserSession session = new UserSession(
            "sign-in-1",
            "idp",
            new User("alice", null, List.of(), "sub-alice", ISSUER),
            new TokenSet("access-1", null, null, START, null, null),
            START,
            START.plusSeconds(60),
            "sid-1");

    private @Nullable Reason reached(@Nullable Duration idle, @Nullable Duration maxAge, @Nullable Duration container) {
        return new SessionLimits(idle, maxAge, logouts, clock).reached(session, container);
    }

    @ParameterizedTest(name = "idle {0}, age {1}, container {2}: after {3} s: {4}")
    @CsvSource({
        "PT10M, ,      ,      659, ",
        "PT10M, ,      ,      660, EXPIRED",
        "PT10M, ,      PT5M,  659, ",
        ",      ,      PT5M,  359, ",
        ",      ,      PT5M,  360, EXPIRED",
        ",      ,      ,      9999999, ",
        "PT10M, PT3M,  ,      179, ",
        "PT10M, PT3M,  ,      180, EXPIRED",
    })
    void a_session_ends_by_its_age_or_when_it_is_idle(
            @Nullable Duration idle,
            @Nullable Duration maxAge,
            @Nullable Duration container,
            int seconds,
            Reason reason) {
        clock.advance(Duration.ofSeconds(seconds));

        assertThat(reached(idle, maxAge, container)).isEqualTo(reason);
    }

    @Test
    void a_session_of_any_age_ends_when_its_provider_logs_it_out() {
        logouts.addSession(ISSUER, "sid-1", "sub-alice", clock.instant());
        clock.advance(Duration.ofHours(1));

        assertThat(reached(Duration.ofMinutes(10), null, null)).isEqualTo(Reason.PROVIDER);
    }

    @Test
    void a_session_ends_by_an_unsigned_logout_with_its_sid() {
        logouts.addUnsigned(ISSUER, "sid-1", "203.0.113.7");

        assertThat(reached(null, null, null)).isEqualTo(Reason.PROVIDER);
    }

    @ParameterizedTest(name = "{0} s")
    @ValueSource(longs = {-3600, -3, 0, 3, 3600})
    void a_logout_by_sid_ends_the_session_whatever_the_clocks_show(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        logouts.addSession(ISSUER, "sid-1", null, clock.instant());

        assertThat(logouts.isLoggedOut(session)).isTrue();
    }

    @ParameterizedTest(name = "{0} s, clock of the node {1} s")
    @CsvSource({"-1, 0, false", "0, 0, true", "1, 0, true", "-1, 3600, false", "0, -3600, true"})
    void a_logout_of_the_subject_ends_the_sessions_before_it_whatever_the_clock_of_the_node_shows(
            long seconds, long nodeIsAhead, boolean isEnded) {
        Instant issued = START.plusSeconds(nodeIsAhead);
        SignInClaims idToken = new SignInClaims("nonce-1", null, null, List.of(), issued.getEpochSecond());

        logouts.addSubject(ISSUER, "sub-alice", issued.plusSeconds(seconds));

        assertThat(logouts.isLoggedOut(session.withTokens(session.tokens().withSignIn(idToken))))
                .isEqualTo(isEnded);
    }

    @Test
    void an_earlier_logout_that_arrives_later_replaces_none() {
        logouts.addSubject(ISSUER, "sub-alice", START);
        logouts.addSubject(ISSUER, "sub-alice", START.minusSeconds(1));

        assertThat(logouts.isLoggedOut(session)).isTrue();
    }

    @ParameterizedTest(name = "{0} s")
    @CsvSource({"-1, false", "0, true", "1, true"})
    void a_logout_of_the_subject_ends_the_sessions_before_it(long seconds, boolean isEnded) {
        clock.advance(Duration.ofSeconds(seconds));
        logouts.addSubject(ISSUER, "sub-alice", clock.instant());

        assertThat(logouts.isLoggedOut(session)).isEqualTo(isEnded);
    }

    @Test
    void a_logout_stays_after_any_number_of_other_logouts() {
        logouts.addSession(ISSUER, "sid-1", "sub-alice", clock.instant());
        for (int i = 0; i < 100_000; i++) {
            logouts.addSession(ISSUER, "other-" + i, "sub-" + i, clock.instant());
        }

        assertThat(logouts.isLoggedOut(session)).isTrue();
    }

    @Test
    void used_tokens_evict_no_logout() {
        logouts.addSession(ISSUER, "sid-2", null, clock.instant());
        for (int i = 0; i <= 100_000; i++) {
            logouts.markUsed(ISSUER, "jti-" + i, START.plusSeconds(60));
        }

        assertThat(logouts.isLoggedOut(session)).isFalse();
        assertThat(logouts.isUsed(ISSUER, "jti-100000")).isTrue();
    }

    @Test
    void a_token_is_remembered_for_as_long_as_it_can_be_replayed() {
        logouts.markUsed(ISSUER, "jti-1", START.plusSeconds(60));

        clock.advance(Duration.ofSeconds(359));
        assertThat(logouts.isUsed(ISSUER, "jti-1")).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(logouts.isUsed(ISSUER, "jti-1")).isFalse();
    }

    @ParameterizedTest(name = "{0} addresses")
    @ValueSource(ints = {1, 7, 5000})
    void a_flood_of_strangers_evicts_no_logout_of_another_address(int strangers) {
        logouts.addUnsigned(ISSUER, "sid-1", "198.51.100.1");
        for (int i = 0; i <= 100_000; i++) {
            logouts.addUnsigned(ISSUER, "flood-" + i, "stranger-" + i % strangers);
        }

        assertThat(logouts.isLoggedOut(session)).isTrue();
    }

    /** A client has 2^64 addresses of IPv6. */
    @Test
    void a_flood_from_many_addresses_of_one_network_evicts_no_logout_of_another_one() {
        logouts.addUnsigned(ISSUER, "sid-1", "198.51.100.1");
        for (int i = 0; i <= 100_000; i++) {
            logouts.addUnsigned(ISSUER, "flood-" + i, "2001:db8::" + Integer.toHexString(i >> 8) + ":" + (i & 255));
        }

        assertThat(logouts.isLoggedOut(session)).isTrue();
    }

    @Test
    void a_broken_store_leaves_it_open_whether_a_session_is_logged_out() {
        LogoutStore broken = new LogoutStore() {
            @Override
            public void put(String key, Instant at, Duration keepFor) {}

            @Override
            public @Nullable Instant find(String key) {
                throw new IllegalStateException("down");
            }

            @Override
            public boolean isFirstUse(String id, Duration keepFor) {
                return true;
            }
        };

        assertThatThrownBy(() -> new LogoutRegistry(broken, () -> Duration.ofDays(1), clock).isLoggedOut(session))
                .isInstanceOf(LogoutStoreException.class);
    }

    @Test
    void logouts_of_others_end_nothing() {
        logouts.addSession(ISSUER, "sid-2", "sub-alice", clock.instant());
        logouts.addSubject(ISSUER, "sub-bob", clock.instant());
        logouts.addUnsigned(ISSUER, "sid-2", "203.0.113.7");

        assertThat(reached(null, null, null)).isNull();
    }

    @ParameterizedTest(name = "idle {0}, container {1}, {2} s after the last activity: {3}")
    @CsvSource({
        "PT10M, ,     59, false",
        "PT10M, ,     60, true",
        ",      PT5M, 29, false",
        ",      PT5M, 30, true",
        ",      ,     9999, false",
    })
    void activity_is_written_once_per_tenth_of_the_idle_timeout(
            @Nullable Duration idle, @Nullable Duration container, int seconds, boolean isWritten) {
        clock.advance(Duration.ofSeconds(60 + seconds));

        assertThat(new SessionLimits(idle, null, logouts, clock).activityToWrite(session, container))
                .isEqualTo(isWritten ? clock.instant() : null);
    }
}
