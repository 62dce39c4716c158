package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.token.TokenSet;

/** An issuer in memory: its tokens are numbered, and it counts the refresh tokens that are presented twice. */
final class NumberingProvider implements TokenProvider {

    private final Clock clock;
    private final Queue<TokenResult> scripted = new ArrayDeque<>();
    private final List<Runnable> held = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final CountDownLatch called = new CountDownLatch(1);
    private final List<TokenSet> revoked = new ArrayList<>();
    private Duration lifetime = Duration.ofMinutes(5);
    private final Queue<TokenResult> scriptedVerifications = new ArrayDeque<>();
    private Transient unverifiedBecause;
    private int verifications;
    private boolean holding;
    private int calls;
    private int fatalCall;
    private int reuses;
    private int issued;
    private int signIns;

    NumberingProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "backend";
    }

    @Override
    public boolean canRefresh() {
        return true;
    }

    synchronized TokenSet signIn() {
        signIns++;
        return next();
    }

    @Override
    public synchronized CompletableFuture<TokenResult> refresh(TokenSet current, boolean readsProfile) {
        calls++;
        called.countDown();
        if (calls == fatalCall) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        TokenResult result = scripted.isEmpty() ? refresh(current) : scripted.remove();
        CompletableFuture<TokenResult> response = new CompletableFuture<>();
        if (holding) {
            held.add(() -> response.complete(result));
        } else {
            response.complete(result);
        }
        return response;
    }

    /** A scripted result, or else the verified token set. */
    @Override
    public synchronized CompletableFuture<TokenResult> verify(TokenSet current) {
        verifications++;
        return CompletableFuture.completedFuture(
                scriptedVerifications.isEmpty()
                        ? new Issued(current.unverified(), null)
                        : scriptedVerifications.remove());
    }

    private TokenResult refresh(TokenSet current) {
        if (!used.add(current.refreshToken())) {
            reuses++;
        }
        return unverifiedBecause == null
                ? new Issued(next(), null)
                : new Unverified(current.awaiting(next()), unverifiedBecause);
    }

    /** From now on refreshes give tokens that can't be verified, for this reason; {@code null} ends that. */
    synchronized void leaveUnverified(Transient reason) {
        unverifiedBecause = reason;
    }

    /** The results of the next verifications. */
    synchronized void scriptVerifications(TokenResult... results) {
        scriptedVerifications.addAll(List.of(results));
    }

    synchronized int verifications() {
        return verifications;
    }

    private TokenSet next() {
        issued++;
        return new TokenSet(
                "access-" + issued,
                "refresh-" + issued,
                null,
                clock.instant(),
                clock.instant().plus(lifetime),
                null);
    }

    @Override
    public synchronized CompletableFuture<Void> revoke(TokenSet tokens) {
        revoked.add(tokens);
        return CompletableFuture.completedFuture(null);
    }

    synchronized void lifetime(Duration next) {
        lifetime = next;
    }

    /** The results of the next calls, instead of a token set. */
    synchronized void script(TokenResult... results) {
        scripted.addAll(List.of(results));
    }

    /** Makes the next call fail like on a machine that has no thread left. */
    synchronized void failNextCallFatally() {
        fatalCall = calls + 1;
    }

    /** From now on calls complete at {@link #release()} only. */
    synchronized void hold() {
        holding = true;
    }

    void release() {
        List<Runnable> responses;
        synchronized (this) {
            holding = false;
            responses = List.copyOf(held);
            held.clear();
        }
        responses.forEach(Runnable::run);
    }

    void awaitFirstCall() throws InterruptedException {
        if (!called.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the issuer was not called");
        }
    }

    synchronized int calls() {
        return calls;
    }

    synchronized int reuses() {
        return reuses;
    }

    synchronized int signIns() {
        return signIns;
    }

    /** The number of token sets that were issued, at sign-ins and at refreshes. */
    synchronized int issued() {
        return issued;
    }

    synchronized List<TokenSet> revoked() {
        return List.copyOf(revoked);
    }
}
