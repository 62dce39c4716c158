package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesOfBrokenCallsTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Duration GENEROUS = Duration.ofSeconds(5);

    private final Calls calls = new Calls();
    private final Calls hurriedCalls = new Calls(DEADLINE);
    private final FakeIssuer issuer = FakeIssuer.start(calls.clock);

    @AfterEach
    void stop() {
        issuer.close();
        hurriedCalls.close();
        calls.close();
    }

    static Stream<Fault> faultsOnTheWire() {
        return Stream.of(Fault.resetBefore(), Fault.resetAfter(), Fault.truncated(), Fault.oversized(), Fault.html());
    }

    @ParameterizedTest(name = "R9: {0}")
    @MethodSource("faultsOnTheWire")
    void R9_a_request_without_a_complete_response_was_maybe_processed(Fault fault) throws Exception {
        CredentialsTokenProvider provider = calls.of(issuer);
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.always(fault);

        for (TokenResult result : new TokenResult[] {
            Calls.await(provider.refresh(tokens, false)), Calls.await(provider.signIn(Calls.ALICE))
        }) {
            assertThat(result).isInstanceOfSatisfying(Unavailable.class, unavailable -> {
                assertThat(unavailable.mayBeProcessed()).isTrue();
                assertThat(unavailable.cause()).isEqualTo(Cause.OTHER);
                assertThat(unavailable.retryAfter()).isNull();
            });
        }
        assertThat(issuer.counters().refreshes()).isEqualTo(1);
    }

    @Test
    void R9_a_refused_connection_was_certainly_not_processed() throws Exception {
        CredentialsTokenProvider provider = calls.of(issuer);
        issuer.goDown();

        assertThat(Calls.await(provider.signIn(Calls.ALICE)))
                .isEqualTo(new Unavailable("no connection: ConnectException", false, Cause.UNREACHABLE, null));
        assertThat(Calls.await(provider.refresh(Calls.CURRENT, false)))
                .isEqualTo(new Unavailable("no connection: ConnectException", false, Cause.UNREACHABLE, null));
    }

    @Test
    void R10_the_next_call_after_a_broken_one_is_a_fresh_start() throws Exception {
        CredentialsTokenProvider provider = calls.of(issuer);
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.nextRefreshes(Fault.resetBefore());
        Calls.await(provider.refresh(tokens, false));

        assertThat(Calls.await(provider.refresh(tokens, false))).isInstanceOf(Issued.class);
    }

    @Test
    void R4_the_deadline_covers_the_body() throws Exception {
        issuer.always(Fault.slowDrip());

        assertTimesOut(hurriedCalls.of(issuer).signIn(Calls.ALICE));
    }

    @Test
    void R4_the_deadline_covers_the_headers() throws Exception {
        issuer.hold();

        assertTimesOut(hurriedCalls.of(issuer).refresh(Calls.CURRENT, false));
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        issuer.always(Fault.redirect());

        assertThat(Calls.await(calls.of(issuer).refresh(Calls.CURRENT, false)))
                .isEqualTo(new Misconfigured("HTTP status 302", false));
        assertThat(issuer.counters().refreshes()).isEqualTo(1);
    }

    @Test
    void a_refresh_token_that_no_header_can_carry_is_not_sent() throws Exception {
        CredentialsTokenProvider provider = calls.of(issuer, "refresh-carrier", "header");
        TokenSet split = new TokenSet("a", "r\r\nX-Injected: 1", null, Calls.NOW, null, null);

        assertThat(Calls.await(provider.refresh(split, false)))
                .isEqualTo(new Unavailable("a header can't carry its value", false, Cause.OTHER, null));
        assertThat(Calls.await(provider.revoke(split))).isNull();
        assertThat(issuer.counters().refreshes()).isZero();
    }

    @Test
    void after_the_application_has_stopped_nothing_is_sent() throws Exception {
        CredentialsTokenProvider provider = calls.of(issuer);
        calls.close();

        assertThat(Calls.await(provider.refresh(Calls.CURRENT, false)))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).isEqualTo(Cause.OTHER));
        assertThat(issuer.counters().refreshes()).isZero();
    }

    private static void assertTimesOut(CompletableFuture<TokenResult> call) throws Exception {
        long start = System.nanoTime();
        TokenResult result = Calls.await(call);

        assertThat(result)
                .isEqualTo(new Unavailable("no complete response within PT0.3S", true, Cause.UNREACHABLE, null));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GENEROUS);
    }
}
