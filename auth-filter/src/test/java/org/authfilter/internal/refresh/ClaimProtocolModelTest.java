package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.authfilter.internal.refresh.ClaimAttempt.Action;
import org.authfilter.internal.refresh.ClaimAttempt.Step;
import org.authfilter.internal.refresh.RefreshClaim.State;
import org.junit.jupiter.api.Test;

/**
 * The protocol of {@link ClaimAttempt} in all interleavings of two nodes that refresh one token set, with a crash or a long
 * pause at each step, the expiry of the access token at each step, calls that take longer than the lease, and a sign-out on
 * a third node at each step.
 */
class ClaimProtocolModelTest {

    private static final long LEASE = 2;
    private static final int MOST_TICKS = 6;

    private final Set<String> seenStates = new HashSet<>();
    private int ends;
    private int adoptions;
    private int reusesAfterCrash;
    private int fenced;
    private int refusals;
    private int lateRevocations;

    private enum At {
        ASK,
        WRITE,
        CALL,
        RESPONDED,
        GRANTED,
        REJECTED,
        POSTPONED,
        SIGNED_OUT,
        DEAD
    }

    /** One node, as immutable values. */
    private record Node(
            At at, ClaimAttempt attempt, RefreshClaim found, RefreshClaim claim, boolean isGranted, boolean wasPaused) {

        static Node fresh(String name) {
            return new Node(At.ASK, new ClaimAttempt(name), null, null, false, false);
        }

        Node to(At next) {
            return new Node(next, attempt, found, claim, isGranted, wasPaused);
        }

        boolean isHolding() {
            return at == At.CALL || at == At.RESPONDED;
        }

        boolean isAtEnd() {
            return at == At.GRANTED || at == At.REJECTED || at == At.POSTPONED || at == At.SIGNED_OUT || at == At.DEAD;
        }

        @Override
        public String toString() {
            return at + "/" + text(attempt.seen()) + attempt.since() + text(found) + text(claim) + isGranted
                    + wasPaused;
        }
    }

    private record World(
            List<Node> nodes,
            RefreshClaim stored,
            int calls,
            int issued,
            int reuses,
            int revoked,
            int ticks,
            boolean isExpired,
            boolean isSignedOut) {

        World with(int index, Node node) {
            List<Node> changed = new ArrayList<>(nodes);
            changed.set(index, node);
            return new World(changed, stored, calls, issued, reuses, revoked, ticks, isExpired, isSignedOut);
        }

        World storing(RefreshClaim claim) {
            return new World(nodes, claim, calls, issued, reuses, revoked, ticks, isExpired, isSignedOut);
        }

        World revoking() {
            return new World(nodes, stored, calls, issued, reuses, revoked + 1, ticks, isExpired, isSignedOut);
        }

        World signedOut() {
            return new World(nodes, stored, calls, issued, reuses, revoked, ticks, isExpired, true);
        }

        World expired() {
            return new World(nodes, stored, calls, issued, reuses, revoked, ticks, true, isSignedOut);
        }

        World later() {
            return new World(nodes, stored, calls, issued, reuses, revoked, ticks + 1, isExpired, isSignedOut);
        }

        /** @param isFirst the issuer accepts the refresh token once */
        World called(boolean isFirst) {
            return new World(
                    nodes,
                    stored,
                    calls + 1,
                    issued + (isFirst ? 1 : 0),
                    reuses + (isFirst ? 0 : 1),
                    revoked,
                    ticks,
                    isExpired,
                    isSignedOut);
        }

        boolean hasInterruption() {
            return nodes.stream().anyMatch(node -> node.at == At.DEAD || node.wasPaused);
        }

        @Override
        public String toString() {
            return nodes + text(stored) + calls + "," + issued + "," + reuses + "," + revoked + "," + ticks + isExpired
                    + isSignedOut;
        }
    }

    private static String text(RefreshClaim claim) {
        return claim == null ? "-" : Arrays.toString(claim.bytes());
    }

    @Test
    void R4_a_used_token_is_presented_only_after_a_crash_in_the_call() {
        explore(new World(List.of(Node.fresh("a"), Node.fresh("b")), null, 0, 0, 0, 0, 0, false, false));

        assertThat(seenStates).hasSizeGreaterThan(1_000);
        assertThat(ends).isPositive();
        assertThat(adoptions).as("results that the other node has used").isPositive();
        assertThat(reusesAfterCrash)
                .as("used tokens after a crash, which no protocol can prevent")
                .isPositive();
        assertThat(fenced).as("late holders that could not write").isPositive();
        assertThat(refusals).as("refreshes that a sign-out prevented").isPositive();
        assertThat(lateRevocations).as("tokens that came after a sign-out").isPositive();
    }

    private void explore(World world) {
        if (!seenStates.add(world.toString())) {
            return;
        }
        assertThat(world.issued + world.reuses)
                .as("each call issues tokens or presents a used token")
                .isEqualTo(world.calls);
        if (!world.hasInterruption()) {
            assertThat(world.reuses).as("used tokens, by %s", world).isZero();
            assertThat(world.issued).as("token sets, by %s", world).isLessThanOrEqualTo(1);
        }
        if (world.reuses > 0) {
            assertThat(world.isExpired)
                    .as("R9: presented again only after the expiry, by %s", world)
                    .isTrue();
            reusesAfterCrash++;
        }
        for (int i = 0; i < world.nodes.size(); i++) {
            step(world, i);
        }
        if (!world.isExpired) {
            explore(world.expired());
        }
        if (!world.isSignedOut) {
            explore(signOut(world));
        }
        tick(world);
        if (world.nodes.stream().allMatch(Node::isAtEnd)) {
            ends++;
            if (world.isSignedOut && !world.hasInterruption()) {
                assertThat(world.revoked)
                        .as("R11: all tokens that were issued are revoked, by %s", world)
                        .isEqualTo(world.issued);
            }
        }
    }

    /** A node that claims nothing ends the session, and revokes the result that it finds. */
    private static World signOut(World world) {
        RefreshClaim found = world.stored;
        World ended = world.storing(RefreshClaim.sessionEnded(found)).signedOut();
        return found != null && found.state() == State.DONE && found.payload()[0] == 1 ? ended.revoking() : ended;
    }

    /** Time passes; each holder that runs extends its claim meanwhile, however long its call takes. */
    private void tick(World world) {
        if (world.ticks == MOST_TICKS) {
            return;
        }
        World later = world.later();
        for (Node node : world.nodes) {
            if (node.isHolding()
                    && !node.wasPaused
                    && later.stored != null
                    && later.stored.isHeldBy(node.attempt.holder())) {
                later = later.storing(later.stored.extended(node.attempt.holder(), later.ticks));
            }
        }
        explore(later);
    }

    private void step(World world, int index) {
        Node node = world.nodes.get(index);
        if (node.isAtEnd()) {
            return;
        }
        explore(world.with(index, node.to(At.DEAD)));
        if (node.isHolding() && !node.wasPaused) {
            explore(world.with(index, new Node(node.at, node.attempt, node.found, node.claim, node.isGranted, true)));
        }
        switch (node.at) {
            case ASK -> explore(ask(world, index, node));
            case WRITE -> explore(write(world, index, node));
            case CALL -> explore(call(world, index, node));
            default -> explore(handOver(world, index, node));
        }
    }

    private World ask(World world, int index, Node node) {
        Step step = node.attempt.next(world.stored, world.isExpired, world.ticks, LEASE);
        Node next = new Node(node.at, step.attempt(), world.stored, step.claim(), node.isGranted, node.wasPaused);
        if (step.action() == Action.USE) {
            if (step.claim().state() == State.SESSION_ENDED) {
                refusals++;
                return world.with(index, next.to(At.SIGNED_OUT));
            }
            boolean isDone = step.claim().state() == State.DONE;
            adoptions += isDone ? 1 : 0;
            return world.with(index, next.to(isDone ? At.GRANTED : At.POSTPONED));
        }
        return world.with(
                index,
                step.action() == Action.WRITE
                        ? next.to(At.WRITE)
                        : step.action() == Action.CALL ? next.to(At.CALL) : next);
    }

    private static World write(World world, int index, Node node) {
        boolean isExpected = node.found == null ? world.stored == null : node.found.isSameAs(world.stored);
        if (!isExpected) {
            return world.with(index, node.to(At.ASK));
        }
        boolean isClaim = node.claim.state() == State.CLAIMED;
        return world.storing(node.claim).with(index, node.to(isClaim ? At.CALL : At.POSTPONED));
    }

    /** The issuer accepts the refresh token once. */
    private static World call(World world, int index, Node node) {
        boolean isFirst = world.calls == 0;
        Node responded = new Node(At.RESPONDED, node.attempt, node.found, node.claim, isFirst, node.wasPaused);
        return world.called(isFirst).with(index, responded);
    }

    private World handOver(World world, int index, Node node) {
        if (!Objects.requireNonNull(world.stored).isHeldBy(node.attempt.holder())) {
            boolean isSignedOut = world.stored.state() == State.SESSION_ENDED;
            fenced += isSignedOut ? 0 : 1;
            lateRevocations += isSignedOut && node.isGranted ? 1 : 0;
            World late = world.with(index, node.to(isSignedOut ? At.SIGNED_OUT : At.POSTPONED));
            return isSignedOut && node.isGranted ? late.revoking() : late;
        }
        return world.storing(world.stored.ended(State.DONE, new byte[] {(byte) (node.isGranted ? 1 : 0)}))
                .with(index, node.to(node.isGranted ? At.GRANTED : At.REJECTED));
    }
}
