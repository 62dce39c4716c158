package org.authfilter.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.authfilter.testkit.FakeIssuer;

/** What a run has cost. */
final class Tally {

    private final FakeIssuer issuer;
    private final int reusesBefore;
    private final int refusedBefore;
    private final List<String> lost = new ArrayList<>();
    private int kills;

    Tally(FakeIssuer issuer) {
        this.issuer = issuer;
        this.reusesBefore = issuer.counters().reuses();
        this.refusedBefore = issuer.counters().apiCallsRefused();
    }

    void kill() {
        kills++;
    }

    int kills() {
        return kills;
    }

    /** Takes note of a session that did not survive. */
    void lost(String how) {
        lost.add("kill " + kills + ": " + how);
    }

    /** Prints what it has cost, and fails if it has cost anything. */
    void settle(String cluster) {
        int spent = issuer.counters().reuses() - reusesBefore;
        System.out.printf(
                "%s: kills %d, sessions lost %d, spent tokens presented %d%n", cluster, kills, lost.size(), spent);
        assertThat(lost).isEmpty();
        assertThat(spent).as("spent tokens presented").isZero();
        assertThat(issuer.counters().apiCallsRefused())
                .as("calls that the API refused")
                .isEqualTo(refusedBefore);
    }
}
