package org.authfilter.it.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.authfilter.testkit.FakeIssuer;

/**
 * What the callers of one application do before and after one kill. One has a rotated token; for one a refresh is
 * under way inside the margin, and for one after the expiry. The issuer has taken both calls, but processed none, when
 * the node dies: so no session need be lost.
 */
final class Round {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration IN_THE_MARGIN = Duration.ofSeconds(12);
    private static final Duration EXPIRED = Duration.ofSeconds(3);
    private static final Duration RESPONSE = Duration.ofSeconds(2);

    /** How many refreshes are under way when the node dies. */
    static final int FLIGHTS = 2;

    private final Tally tally;
    private final Caller rotated;
    private final Caller expired;
    private final Optional<String> rotatedToken;
    private final FakeIssuer issuer;
    private final String application;
    private final String origin;
    private Caller inTheMargin;
    private Optional<String> tokenInTheMargin;

    /** Signs in who is not to be inside the margin. */
    Round(String application, String origin, FakeIssuer issuer, Tally tally) {
        this.tally = tally;
        this.issuer = issuer;
        this.application = application;
        this.origin = origin;
        issuer.accessTokenLifetime(EXPIRED);
        this.expired = Caller.signIn(application, "expired", origin);
        issuer.accessTokenLifetime(LONG);
        this.rotated = Caller.signIn(application, "rotated", origin);
        rotated.refresh();
        this.rotatedToken = rotated.token();
    }

    /** Signs in who is to be inside the margin: that does not last long. */
    void enterMargin() {
        issuer.accessTokenLifetime(IN_THE_MARGIN);
        this.inTheMargin = Caller.signIn(application, "margin", origin);
        this.tokenInTheMargin = inTheMargin.token();
        issuer.accessTokenLifetime(LONG);
    }

    /** Returns when a request of each caller but the first one takes a refresh. */
    void awaitRefreshes() {
        inTheMargin.awaitMargin();
        expired.awaitExpiry();
    }

    /** Lets the refreshes take off; who is inside the margin goes on with the current token meanwhile. */
    void takeOff() {
        expired.askInVain();
        kept(inTheMargin, inTheMargin.token(), tokenInTheMargin);
    }

    /** Each caller goes on at another node: with the same token if it is valid, else with the next one. */
    void goOnAt(String origin) {
        List.of(rotated, inTheMargin, expired).forEach(caller -> caller.isServedBy(origin));
        if (inTheMargin.livesLongerThan(RESPONSE)) {
            Optional<String> token = inTheMargin.token();
            if (inTheMargin.livesLongerThan(Duration.ZERO)) {
                kept(inTheMargin, token, tokenInTheMargin);
            }
        }
        kept(rotated, rotated.token(), rotatedToken);
        // R20: the dead node may have used the refresh token.
        rotated.refresh();
        kept(rotated, rotated.token(), rotatedToken);
        refreshed(expired, expired.token(), Optional.empty());
    }

    /** Who was inside the margin when the node died needs a new token now. */
    void goOnAfterExpiry() {
        inTheMargin.awaitExpiry();
        refreshed(inTheMargin, inTheMargin.token(), tokenInTheMargin);
    }

    private void kept(Caller caller, Optional<String> token, Optional<String> before) {
        if (token.isEmpty() || !token.equals(before)) {
            tally.lost(caller + " has another token than before, or none: " + token + " after " + before);
        }
    }

    private void refreshed(Caller caller, Optional<String> token, Optional<String> before) {
        if (token.isEmpty() || token.equals(before)) {
            tally.lost(caller + " has no new token: " + token + " after " + before);
        }
    }
}
