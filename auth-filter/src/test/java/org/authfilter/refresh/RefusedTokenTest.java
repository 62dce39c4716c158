package org.authfilter.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.provider.TokenResult.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client has for a second call when the API has refused its token. */
class RefusedTokenTest {

    private final Engine engine = new Engine();
    private final Visitor visitor = new Visitor(engine.store, engine.freshTokens);

    @Test
    void the_current_token_is_renewed_by_force() {
        assertThat(visitor.accessTokenInsteadOf("access-1", "orders")).contains("access-2");
        assertThat(engine.store.load().tokens().accessToken()).isEqualTo("access-2");
    }

    @Test
    void a_token_that_is_no_longer_the_current_one_is_replaced_without_a_renewal() {
        visitor.renew();

        assertThat(visitor.accessTokenInsteadOf("access-1", "orders")).contains("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT59.999S, false", "PT60S, true"})
    void after_a_refused_repetition_the_client_renews_by_force_a_minute_later_only(Duration later, boolean renews) {
        visitor.refusedAgain("orders");
        engine.clock.advance(later);

        assertThat(visitor.accessTokenInsteadOf("access-1", "orders").isPresent())
                .isEqualTo(renews);
        assertThat(engine.provider.calls()).isEqualTo(renews ? 1 : 0);
    }

    @Test
    void each_refused_repetition_starts_the_minute_anew() {
        visitor.refusedAgain("orders");
        engine.clock.advance(Duration.ofSeconds(40));
        visitor.refusedAgain("orders");
        engine.clock.advance(Duration.ofSeconds(40));

        assertThat(visitor.accessTokenInsteadOf("access-1", "orders")).isEmpty();
    }

    @Test
    void other_clients_are_not_held_up() {
        visitor.refusedAgain("invoices");

        assertThat(visitor.accessTokenInsteadOf("access-1", "orders")).contains("access-2");
    }

    @Test
    void a_newer_token_is_used_also_while_the_client_must_not_renew() {
        visitor.refusedAgain("orders");
        visitor.renew();

        assertThat(visitor.accessTokenInsteadOf("access-1", "orders")).contains("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void there_is_none_while_the_issuer_is_unavailable() {
        engine.provider.script(new Unavailable("HTTP status 503", false, false, null));

        assertThat(visitor.accessTokenInsteadOf("access-1", "orders")).isEmpty();
    }

    @Test
    void there_is_none_for_nobody() {
        engine.store.replace(null);

        assertThat(visitor.accessTokenInsteadOf("access-1", "orders")).isEmpty();
        assertThat(engine.provider.calls()).isZero();
    }

    @Test
    void a_captured_visitor_may_renew_as_well() {
        assertThat(visitor.elsewhere().accessTokenInsteadOf("access-1", "orders"))
                .contains("access-2");
        assertThat(engine.store.writes()).isZero();
    }
}
