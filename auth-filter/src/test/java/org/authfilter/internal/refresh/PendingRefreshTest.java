package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.Test;

class PendingRefreshTest {

    private static final Instant LANDED = Engine.START;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final TokenResult ISSUED = new Issued(tokens("access-2"), null);

    private final PendingRefresh pending = new PendingRefresh(tokens("access-1"), 0);

    @Test
    void R6_a_flight_that_has_not_landed_is_never_forgotten() {
        assertThat(isForgettableAfter(Duration.ofDays(365))).isFalse();
    }

    @Test
    void R6_an_answer_that_was_stored_is_kept_for_the_retention_from_then_on() {
        complete(ISSUED);
        pending.markStored(LANDED.plusSeconds(10));

        assertThat(isForgettableAfter(Engine.RETENTION.plusSeconds(10).minusMillis(1)))
                .isFalse();
        assertThat(isForgettableAfter(Engine.RETENTION.plusSeconds(10))).isTrue();
    }

    @Test
    void R5_an_answer_that_nobody_came_for_is_kept_for_a_day() {
        complete(ISSUED);

        assertThat(isForgettableAfter(Duration.ofDays(1).minusMillis(1))).isFalse();
        assertThat(isForgettableAfter(Duration.ofDays(1))).isTrue();
    }

    @Test
    void R6_a_refusal_is_kept_for_the_retention() {
        complete(new Rejected("invalid_grant"));

        assertThat(isForgettableAfter(Engine.RETENTION.minusMillis(1))).isFalse();
        assertThat(isForgettableAfter(Engine.RETENTION)).isTrue();
    }

    @Test
    void R6_a_failure_is_kept_for_the_retention_after_it_may_be_tried_again() {
        complete(new Unavailable("HTTP status 503", false, false, null));

        assertThat(isForgettableAfter(WAIT.plus(Engine.RETENTION).minusMillis(1)))
                .isFalse();
        assertThat(isForgettableAfter(WAIT.plus(Engine.RETENTION))).isTrue();
    }

    private void complete(TokenResult result) {
        pending.complete(result, LANDED, new Backoff(() -> 0));
    }

    private boolean isForgettableAfter(Duration time) {
        return pending.isRemovable(LANDED.plus(time), Engine.RETENTION);
    }

    private static TokenSet tokens(String accessToken) {
        return new TokenSet(accessToken, "refresh", null, LANDED, LANDED.plus(Engine.LIFETIME), null);
    }
}
