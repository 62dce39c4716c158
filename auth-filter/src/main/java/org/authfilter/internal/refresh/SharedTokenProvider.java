package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.authfilter.User;
import org.authfilter.internal.common.RandomTokens;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.EndedElsewhere;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.refresh.ClaimAttempt.Action;
import org.authfilter.internal.refresh.ClaimAttempt.Step;
import org.authfilter.internal.refresh.RefreshClaim.State;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * A provider for one refresh of one session. It claims the refresh in the shared store before the call, and hands the
 * result over, encrypted under the key of the session; or it uses the result of the node that has claimed it before. If
 * the store is down, this node refreshes as if it were alone, and hands the result over once the store works again.
 * Never blocks. Thread-safe.
 */
final class SharedTokenProvider implements TokenProvider, SharedProgress {

    /** Longer than a call with the default timeout; a longer call extends it. */
    private static final Duration LEASE = Duration.ofSeconds(6);

    private static final long FIRST_POLL_MILLIS = 20;
    private static final long LONGEST_POLL_MILLIS = 250;

    private final TokenProvider provider;
    private final SharedStoreClient client;
    private final String key;
    private final TokenEncryption encryption;
    private final User user;
    private final boolean isReserved;
    private final Duration kept;
    private final Clock clock;
    private final CompletableFuture<TokenResult> result = new CompletableFuture<>();
    private volatile ClaimAttempt attempt = new ClaimAttempt(RandomTokens.create());
    private volatile long pollMillis = FIRST_POLL_MILLIS;
    private volatile boolean hasOtherWriters;
    private volatile boolean hasResultOfAnotherNode;
    private volatile @Nullable HeldClaim heldClaim;

    /**
     * Claims nothing yet.
     *
     * @param isReserved whether this node may not refresh if the store fails (R20)
     * @param kept how long the store keeps the result
     */
    SharedTokenProvider(
            TokenProvider provider,
            SharedStoreClient client,
            String key,
            TokenEncryption encryption,
            User user,
            boolean isReserved,
            Duration kept,
            Clock clock) {
        this.provider = provider;
        this.client = client;
        this.key = key;
        this.encryption = encryption;
        this.user = user;
        this.isReserved = isReserved;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public boolean canRefresh() {
        return provider.canRefresh();
    }

    @Override
    public CompletableFuture<TokenResult> verify(TokenSet current) {
        return provider.verify(current);
    }

    @Override
    public CompletableFuture<Void> revoke(TokenSet tokens) {
        return provider.revoke(tokens);
    }

    @Override
    public CompletableFuture<TokenResult> refresh(TokenSet current, boolean readsProfile) {
        ask(current, readsProfile);
        return result;
    }

    private void ask(TokenSet current, boolean readsProfile) {
        var unused = client.call(store -> store.get(key)).whenComplete((bytes, failed) -> {
            RefreshClaim found = RefreshClaim.parse(bytes);
            if (failed != null) {
                goOnWithoutStore(null, current, readsProfile);
            } else if (found == null && bytes != null) {
                result.complete(Unavailable.maybeProcessed("another version of auth-filter refreshes the token set"));
            } else {
                decide(found, current, readsProfile);
            }
        });
    }

    private void decide(@Nullable RefreshClaim found, TokenSet current, boolean readsProfile) {
        Step step = attempt.next(found, current.isExpired(clock.instant()), System.nanoTime(), LEASE.toNanos());
        attempt = step.attempt();
        RefreshClaim claim = step.claim();
        if (claim == null) {
            client.after(Duration.ofMillis(pollMillis), () -> ask(current, readsProfile));
            pollMillis = Math.min(2 * pollMillis, LONGEST_POLL_MILLIS);
        } else if (step.action() == Action.CALL) {
            call(claim, current, readsProfile);
        } else if (step.action() == Action.USE && hasLedTo(current, claim)) {
            write(found, claim.takenOver(attempt.holder()), current, readsProfile);
        } else if (step.action() == Action.USE) {
            use(claim);
        } else {
            write(found, claim, current, readsProfile);
        }
    }

    /** Claims the refresh in the store, or writes the result there, unless another node has written in between. */
    private void write(@Nullable RefreshClaim found, RefreshClaim claim, TokenSet current, boolean readsProfile) {
        var unused = client.call(store -> found == null
                        ? store.putIfAbsent(key, claim.bytes(), kept)
                        : store.replace(key, found.bytes(), claim.bytes(), kept))
                .whenComplete((isWritten, failed) -> {
                    if (failed != null) {
                        goOnWithoutStore(claim, current, readsProfile);
                    } else if (!isWritten) {
                        hasOtherWriters = true;
                        ask(current, readsProfile);
                    } else if (claim.state() == State.CLAIMED) {
                        call(claim, current, readsProfile);
                    } else {
                        use(claim);
                    }
                });
    }

    /** An issuer may issue the same tokens again: the claim is that of the refresh before then, under the same key. */
    private boolean hasLedTo(TokenSet current, RefreshClaim claim) {
        return claim.state() == State.DONE
                && resultOf(claim) instanceof Granted granted
                && granted.tokens().isSameAs(current);
    }

    private void use(RefreshClaim claim) {
        hasResultOfAnotherNode = true;
        result.complete(resultOf(claim));
    }

    @Override
    public boolean hasResultOfAnotherNode() {
        return hasResultOfAnotherNode;
    }

    @Override
    public boolean isResultInStore() {
        HeldClaim held = heldClaim;
        return hasResultOfAnotherNode || (held != null && held.isResultInStore());
    }

    /**
     * The store fails: as on one node, but not behind the back of a node that is known to refresh now. A store that was slow
     * once may have the claim of another node: while the access token works, the refresh waits until it is tried again.
     *
     * @param written a claim that the store may have, or get later; {@code null}: none
     */
    private void goOnWithoutStore(@Nullable RefreshClaim written, TokenSet current, boolean readsProfile) {
        boolean isKnownElsewhere = isReserved || hasOtherWriters || attempt.seen() != null;
        if (isKnownElsewhere) {
            giveUp(written, Unavailable.maybeProcessed("the shared store does not work"));
        } else if (client.isDown() || current.isExpired(clock.instant())) {
            call(RefreshClaim.first(attempt.holder()), current, readsProfile);
        } else {
            giveUp(written, Unavailable.notProcessed("the shared store did not respond"));
        }
    }

    private void giveUp(@Nullable RefreshClaim written, Unavailable ended) {
        if (written != null && written.state() == State.CLAIMED) {
            var unused = held(written)
                    .handOver(State.NOT_PROCESSED, encrypted(Unavailable.notProcessed("not sent")), () -> {});
        }
        result.complete(ended);
    }

    private HeldClaim held(RefreshClaim claim) {
        return new HeldClaim(client, key, claim, attempt.holder(), kept);
    }

    private void call(RefreshClaim claim, TokenSet current, boolean readsProfile) {
        HeldClaim held = held(claim);
        heldClaim = held;
        CompletableFuture<TokenResult> response = send(current, readsProfile);
        held.extendDuring(response);
        var unused = response.handle((completed, failed) -> {
            TokenResult ended = failed == null
                    ? completed
                    : Unavailable.maybeProcessed(
                            "unexpected error: " + failed.getClass().getSimpleName());
            handOver(held, ended);
            return ended;
        });
    }

    private CompletableFuture<TokenResult> send(TokenSet current, boolean readsProfile) {
        try {
            return provider.refresh(current, readsProfile);
        } catch (RuntimeException | Error notSent) {
            return CompletableFuture.failedFuture(notSent);
        }
    }

    /** Writes the result into the store before anything uses it here. */
    private void handOver(HeldClaim held, TokenResult ended) {
        var unused = held.handOver(stateOf(ended), encrypted(ended), () -> revokeNew(ended))
                .handle((stored, failed) ->
                        result.complete(failed != null || held.isResultInStore() ? ended : withoutClaim(stored)));
    }

    /** (R11) Another node has ended the session, and leaves the new tokens to this one. */
    private void revokeNew(TokenResult ended) {
        if (ended instanceof Granted granted) {
            var unused = provider.revoke(granted.tokens());
        }
    }

    private static TokenResult withoutClaim(@Nullable RefreshClaim stored) {
        return stored != null && stored.state() == State.SESSION_ENDED
                ? new EndedElsewhere()
                : Unavailable.maybeProcessed("another node has taken the refresh over");
    }

    private static State stateOf(TokenResult ended) {
        if (ended instanceof Transient failure) {
            return failure.mayBeProcessed() ? State.MAYBE_PROCESSED : State.NOT_PROCESSED;
        }
        return State.DONE;
    }

    private byte[] encrypted(TokenResult ended) {
        return SharedResult.encrypt(ended, user, encryption);
    }

    private TokenResult resultOf(RefreshClaim claim) {
        return claim.state() == State.SESSION_ENDED
                ? new EndedElsewhere()
                : SharedResult.decrypt(claim.payload(), encryption);
    }
}
