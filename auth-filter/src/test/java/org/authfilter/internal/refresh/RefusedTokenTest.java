package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.session.UserSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token for the retry of a call whose token the API has rejected. */
class RefusedTokenTest {

    private final Engine engine = new Engine();
    private final Caller caller = new Caller(engine.store, engine.tokenRefresher);

    @Test
    void the_current_token_is_refreshed_although_it_is_not_due() {
        assertThat(caller.replacementFor("access-1", "orders")).contains("access-2");
        assertThat(engine.store.load().tokens().accessToken()).isEqualTo("access-2");
    }

    @Test
    void a_token_that_is_no_longer_the_current_one_is_replaced_without_a_refresh() {
        caller.refresh();

        assertThat(caller.replacementFor("access-1", "orders")).contains("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT59.999S, false", "PT60S, true"})
    void a_client_whose_retry_was_rejected_forces_no_refresh_for_a_minute(Duration later, boolean refreshes) {
        caller.pauseForcedRefresh("orders");
        engine.clock.advance(later);

        assertThat(caller.replacementFor("access-1", "orders").isPresent()).isEqualTo(refreshes);
        assertThat(engine.provider.calls()).isEqualTo(refreshes ? 1 : 0);
    }

    @Test
    void each_rejected_retry_restarts_the_minute() {
        caller.pauseForcedRefresh("orders");
        engine.clock.advance(Duration.ofSeconds(40));
        caller.pauseForcedRefresh("orders");
        engine.clock.advance(Duration.ofSeconds(40));

        assertThat(caller.replacementFor("access-1", "orders")).isEmpty();
    }

    @Test
    void other_clients_are_not_paused() {
        caller.pauseForcedRefresh("invoices");

        assertThat(caller.replacementFor("access-1", "orders")).contains("access-2");
    }

    @Test
    void other_sessions_of_the_client_are_not_paused() {
        MemoryStore ofBob = new MemoryStore(engine.newSession("sign-in-2", "bob"));
        Caller bob = new Caller(ofBob, engine.tokenRefresher);
        caller.pauseForcedRefresh("orders");

        assertThat(bob.replacementFor("access-2", "orders")).contains("access-3");
        assertThat(caller.replacementFor("access-1", "orders")).isEmpty();
    }

    @Test
    void a_caller_who_is_not_signed_in_pauses_no_session() {
        UserSession session = engine.store.load();
        engine.store.replace(null);
        caller.pauseForcedRefresh("orders");
        engine.store.replace(session);

        assertThat(caller.replacementFor("access-1", "orders")).contains("access-2");
    }

    @Test
    void a_token_is_replaced_although_the_session_was_just_refreshed_on_demand() {
        caller.refresh();

        assertThat(caller.replacementFor("access-2", "orders")).contains("access-3");
    }

    @Test
    void a_newer_token_is_used_while_the_client_is_paused() {
        caller.pauseForcedRefresh("orders");
        caller.refresh();

        assertThat(caller.replacementFor("access-1", "orders")).contains("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void a_caller_gets_none_while_the_issuer_is_unavailable() {
        engine.provider.script(new Unavailable("HTTP status 503", false, Cause.SERVER_ERROR, null));

        assertThat(caller.replacementFor("access-1", "orders")).isEmpty();
    }

    @Test
    void a_caller_who_is_not_signed_in_gets_none() {
        engine.store.replace(null);

        assertThat(caller.replacementFor("access-1", "orders")).isEmpty();
        assertThat(engine.provider.calls()).isZero();
    }

    @Test
    void a_captured_caller_may_refresh_as_well() {
        assertThat(caller.capture().replacementFor("access-1", "orders")).contains("access-2");
        assertThat(engine.store.writes()).isZero();
    }
}
