package org.authfilter.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Issued;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.provider.TokenResult.Unavailable;
import org.authfilter.token.TokenSet;
import org.junit.jupiter.api.Test;

class FlightTest {

    private static final Instant LANDED = Engine.START;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final TokenResult ISSUED = new Issued(tokens("access-2"), null);

    private final Flight flight = new Flight(tokens("access-1"), 0);

    @Test
    void R6_a_flight_that_has_not_landed_is_never_forgotten() {
        assertThat(isForgettableAfter(Duration.ofDays(365))).isFalse();
    }

    @Test
    void R6_an_answer_that_was_stored_is_kept_for_the_retention_from_then_on() {
        land(ISSUED);
        flight.stored(LANDED.plusSeconds(10));

        assertThat(isForgettableAfter(Engine.RETENTION.plusSeconds(10).minusMillis(1)))
                .isFalse();
        assertThat(isForgettableAfter(Engine.RETENTION.plusSeconds(10))).isTrue();
    }

    @Test
    void R5_an_answer_that_nobody_came_for_is_kept_for_a_day() {
        land(ISSUED);

        assertThat(isForgettableAfter(Duration.ofDays(1).minusMillis(1))).isFalse();
        assertThat(isForgettableAfter(Duration.ofDays(1))).isTrue();
    }

    @Test
    void R6_a_refusal_is_kept_for_the_retention() {
        land(new Rejected("invalid_grant"));

        assertThat(isForgettableAfter(Engine.RETENTION.minusMillis(1))).isFalse();
        assertThat(isForgettableAfter(Engine.RETENTION)).isTrue();
    }

    @Test
    void R6_a_failure_is_kept_for_the_retention_after_it_may_be_tried_again() {
        land(new Unavailable("HTTP status 503", false, false, null));

        assertThat(isForgettableAfter(WAIT.plus(Engine.RETENTION).minusMillis(1)))
                .isFalse();
        assertThat(isForgettableAfter(WAIT.plus(Engine.RETENTION))).isTrue();
    }

    private void land(TokenResult result) {
        flight.land(result, LANDED, new BackOff(() -> 0));
    }

    private boolean isForgettableAfter(Duration time) {
        return flight.isForgettable(LANDED.plus(time), Engine.RETENTION);
    }

    private static TokenSet tokens(String accessToken) {
        return new TokenSet(accessToken, "refresh", null, LANDED, LANDED.plus(Engine.LIFETIME), null);
    }
}
