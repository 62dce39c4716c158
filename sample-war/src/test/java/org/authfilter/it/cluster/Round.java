package org.authfilter.it.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.authfilter.testkit.FakeIssuer;

/**
 * What the visitors of one application do before and after one kill. One has a rotated token; for one a renewal is
 * under way inside the margin, and for one after the expiry. The issuer has taken both calls, but processed none, when
 * the node dies: so no session need be lost.
 */
final class Round {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration IN_THE_MARGIN = Duration.ofSeconds(12);
    private static final Duration EXPIRED = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** How many renewals are under way when the node dies. */
    static final int FLIGHTS = 2;

    private final Tally tally;
    private final Visitor rotated;
    private final Visitor expired;
    private final Optional<String> rotatedToken;
    private final FakeIssuer issuer;
    private final String application;
    private final String origin;
    private Visitor inTheMargin;
    private Optional<String> tokenInTheMargin;

    /** Signs in who is not to be inside the margin. */
    Round(String application, String origin, FakeIssuer issuer, Tally tally) {
        this.tally = tally;
        this.issuer = issuer;
        this.application = application;
        this.origin = origin;
        issuer.accessTokenLifetime(EXPIRED);
        this.expired = Visitor.signIn(application, "expired", origin);
        issuer.accessTokenLifetime(LONG);
        this.rotated = Visitor.signIn(application, "rotated", origin);
        rotated.renew();
        this.rotatedToken = rotated.token();
    }

    /** Signs in who is to be inside the margin: that does not last long. */
    void enterMargin() {
        issuer.accessTokenLifetime(IN_THE_MARGIN);
        this.inTheMargin = Visitor.signIn(application, "margin", origin);
        this.tokenInTheMargin = inTheMargin.token();
        issuer.accessTokenLifetime(LONG);
    }

    /** Returns when a request of each visitor but the first one takes a renewal. */
    void awaitRenewals() {
        inTheMargin.awaitMargin();
        expired.awaitExpiry();
    }

    /** Lets the renewals take off; who is inside the margin goes on with the current token meanwhile. */
    void takeOff() {
        expired.askInVain();
        kept(inTheMargin, inTheMargin.token(), tokenInTheMargin);
    }

    /** Everybody goes on at another node: with the same token who has a valid one, else with the next one. */
    void goOnAt(String origin) {
        List.of(rotated, inTheMargin, expired).forEach(visitor -> visitor.isServedBy(origin));
        if (inTheMargin.livesLongerThan(ANSWER)) {
            Optional<String> token = inTheMargin.token();
            if (inTheMargin.livesLongerThan(Duration.ZERO)) {
                kept(inTheMargin, token, tokenInTheMargin);
            }
        }
        kept(rotated, rotated.token(), rotatedToken);
        rotated.renew();
        renewed(rotated, rotated.token(), rotatedToken);
        renewed(expired, expired.token(), Optional.empty());
    }

    /** Who was inside the margin when the node died needs a new token now. */
    void goOnAfterExpiry() {
        inTheMargin.awaitExpiry();
        renewed(inTheMargin, inTheMargin.token(), tokenInTheMargin);
    }

    private void kept(Visitor visitor, Optional<String> token, Optional<String> before) {
        if (token.isEmpty() || !token.equals(before)) {
            tally.lost(visitor + " has another token than before, or none: " + token + " after " + before);
        }
    }

    private void renewed(Visitor visitor, Optional<String> token, Optional<String> before) {
        if (token.isEmpty() || token.equals(before)) {
            tally.lost(visitor + " has no new token: " + token + " after " + before);
        }
    }
}
