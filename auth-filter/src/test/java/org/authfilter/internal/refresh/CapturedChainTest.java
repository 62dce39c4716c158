package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.internal.issuer.Backoff;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.Test;

/** Work with a captured session that goes on for longer than a day, while no request of the session comes. */
class CapturedChainTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Engine engine = new Engine();
    private final CapturedSessionStore captured = new CapturedSessionStore(engine.store, engine.store.load());

    private String tokenOf(CapturedSessionStore store) {
        var unused = engine.tokenRefresher.ensureFresh(store, store.load());
        return store.load().tokens().accessToken();
    }

    private void work(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(Engine.WITHIN_MARGIN)) {
            engine.clock.advance(Engine.WITHIN_MARGIN);
            tokenOf(captured);
        }
    }

    @Test
    void R6_the_next_request_presents_no_used_refresh_token() {
        work(HOUR.multipliedBy(26));
        int calls = engine.provider.calls();

        assertThat(engine.token()).isEqualTo("access-" + engine.provider.issued());

        assertThat(engine.provider.calls()).isEqualTo(calls);
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R6_a_request_days_after_the_work_presents_no_used_refresh_token_either() {
        work(HOUR);
        engine.clock.advance(HOUR.multipliedBy(50));

        engine.token();

        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R6_other_work_that_paused_meanwhile_presents_no_used_refresh_token() {
        CapturedSessionStore other = new CapturedSessionStore(engine.store, engine.store.load());
        work(HOUR);
        assertThat(tokenOf(other)).isEqualTo(tokenOf(captured));
        work(HOUR);

        assertThat(tokenOf(other)).isEqualTo(tokenOf(captured));
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R6_only_the_ends_of_the_chain_are_kept() {
        InFlightRefreshes inFlight = new InFlightRefreshes(Engine.RETENTION);
        TokenSet current = engine.provider.signIn();
        for (int i = 0; i < 400; i++) {
            engine.clock.advance(Engine.WITHIN_MARGIN);
            PendingRefresh refresh =
                    inFlight.join("sign-in-1", current, engine.clock.instant()).refresh();
            refresh.complete(
                    engine.provider.refresh(current, false).join(),
                    engine.clock.instant(),
                    engine.clock.instant(),
                    new Backoff(() -> 0));
            current = refresh.unstored();
        }

        assertThat(inFlight.size()).isLessThanOrEqualTo(3);
    }
}
