package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.internal.issuer.Backoff;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.Test;

class PendingRefreshTest {

    private static final Instant COMPLETED = Engine.START;
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final TokenResult ISSUED = new Issued(tokens("access-2"), null);

    private static final SharedProgress IN_STORE = new SharedProgress() {
        @Override
        public boolean isResultInStore() {
            return true;
        }
    };

    private final PendingRefresh refresh = new PendingRefresh(tokens("access-1"), 0);

    @Test
    void R6_a_pending_refresh_is_never_removed() {
        assertThat(isRemovableAfter(Duration.ofDays(365))).isFalse();
    }

    @Test
    void R6_a_stored_result_is_retained_from_the_moment_it_was_stored() {
        complete(ISSUED);
        refresh.markStored(COMPLETED.plusSeconds(10));

        assertThat(isRemovableAfter(Engine.RETENTION.plusSeconds(10).minusMillis(1)))
                .isFalse();
        assertThat(isRemovableAfter(Engine.RETENTION.plusSeconds(10))).isTrue();
    }

    @Test
    void R5_a_result_that_no_request_has_stored_is_kept_for_thirty_days() {
        complete(ISSUED);

        assertThat(isRemovableAfter(Duration.ofDays(30).minusMillis(1))).isFalse();
        assertThat(isRemovableAfter(Duration.ofDays(30))).isTrue();
    }

    @Test
    void
            R20_a_result_in_the_shared_store_is_kept_until_its_token_set_expires_because_another_node_may_have_stored_it() {
        refresh.sharedBy(IN_STORE);
        complete(ISSUED);

        assertThat(isRemovableAfter(Engine.LIFETIME.minusMillis(1))).isFalse();
        assertThat(isRemovableAfter(Engine.LIFETIME)).isTrue();
    }

    @Test
    void R20_a_chain_of_results_in_the_shared_store_is_kept_until_its_last_token_set_expires() {
        PendingRefresh next = new PendingRefresh(tokens("access-2"), 0);
        refresh.sharedBy(IN_STORE);
        next.sharedBy(IN_STORE);
        complete(ISSUED);
        next.complete(ISSUED, COMPLETED, COMPLETED, new Backoff(() -> 0));

        PendingRefresh chain = refresh.followedBy(next);

        assertThat(chain.isRemovable(COMPLETED.plus(Engine.LIFETIME).minusMillis(1), Engine.RETENTION))
                .isFalse();
        assertThat(chain.isRemovable(COMPLETED.plus(Engine.LIFETIME), Engine.RETENTION))
                .isTrue();
    }

    @Test
    void R5_a_chain_is_kept_for_thirty_days_if_the_shared_store_lacks_a_result_of_it() {
        PendingRefresh next = new PendingRefresh(tokens("access-2"), 0);
        next.sharedBy(IN_STORE);
        complete(ISSUED);
        next.complete(ISSUED, COMPLETED, COMPLETED, new Backoff(() -> 0));

        assertThat(refresh.followedBy(next).isRemovable(COMPLETED.plus(Engine.LIFETIME), Engine.RETENTION))
                .isFalse();
    }

    @Test
    void R6_a_rejection_is_kept_for_the_retention() {
        complete(new Rejected("invalid_grant"));

        assertThat(isRemovableAfter(Engine.RETENTION.minusMillis(1))).isFalse();
        assertThat(isRemovableAfter(Engine.RETENTION)).isTrue();
    }

    @Test
    void R6_a_failure_is_kept_for_the_retention_after_its_backoff() {
        complete(new Unavailable("HTTP status 503", false, Cause.SERVER_ERROR, null));

        assertThat(isRemovableAfter(BACKOFF.plus(Engine.RETENTION).minusMillis(1)))
                .isFalse();
        assertThat(isRemovableAfter(BACKOFF.plus(Engine.RETENTION))).isTrue();
    }

    @Test
    void R4_the_backoff_of_a_session_counts_from_the_sending() {
        refresh.calledBy(() -> COMPLETED.minusMillis(400));
        complete(new Unavailable("HTTP status 503", false, Cause.SERVER_ERROR, null));

        assertThat(refresh.completion().join().retryAt()).isEqualTo(COMPLETED.plusMillis(600));
    }

    @Test
    void R4_a_session_whose_call_has_met_its_deadline_may_refresh_again_at_once() {
        refresh.calledBy(() -> COMPLETED.minusSeconds(5));
        complete(new Unavailable("no complete response", false, Cause.UNREACHABLE, null));

        assertThat(refresh.completion().join().retryAt()).isEqualTo(COMPLETED);
    }

    @Test
    void R9_a_token_that_may_be_used_already_waits_for_the_expiry_by_the_date() {
        refresh.complete(
                new Unavailable("HTTP status 500", true, Cause.SERVER_ERROR, null),
                COMPLETED,
                COMPLETED.minus(Duration.ofHours(1)),
                new Backoff(() -> 0));

        assertThat(refresh.completion().join().retryAt())
                .isEqualTo(COMPLETED.plus(Duration.ofHours(1)).plus(Engine.LIFETIME));
    }

    private void complete(TokenResult result) {
        refresh.complete(result, COMPLETED, COMPLETED, new Backoff(() -> 0));
    }

    private boolean isRemovableAfter(Duration time) {
        return refresh.isRemovable(COMPLETED.plus(time), Engine.RETENTION);
    }

    private static TokenSet tokens(String accessToken) {
        return new TokenSet(accessToken, "refresh", null, COMPLETED, COMPLETED.plus(Engine.LIFETIME), null);
    }
}
