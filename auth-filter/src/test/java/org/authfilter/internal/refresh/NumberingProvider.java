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

/** An issuer in memory: its tokens are numbered, and it takes note of a refresh token that is presented twice. */
final class NumberingProvider implements TokenProvider {

    private final Clock clock;
    private final Queue<TokenResult> scripted = new ArrayDeque<>();
    private final List<Runnable> held = new ArrayList<>();
    private final Set<String> spent = new HashSet<>();
    private final CountDownLatch called = new CountDownLatch(1);
    private final List<TokenSet> revoked = new ArrayList<>();
    private Duration lifetime = Duration.ofMinutes(5);
    private final Queue<TokenResult> verdicts = new ArrayDeque<>();
    private Transient doubt;
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
        CompletableFuture<TokenResult> answer = new CompletableFuture<>();
        if (holding) {
            held.add(() -> answer.complete(result));
        } else {
            answer.complete(result);
        }
        return answer;
    }

    /** An answer that was scripted, else the set holds. */
    @Override
    public synchronized CompletableFuture<TokenResult> verify(TokenSet current) {
        verifications++;
        return CompletableFuture.completedFuture(
                verdicts.isEmpty() ? new Issued(current.unverified(), null) : verdicts.remove());
    }

    private TokenResult refresh(TokenSet current) {
        if (!spent.add(current.refreshToken())) {
            reuses++;
        }
        return doubt == null ? new Issued(next(), null) : new Unverified(current.awaiting(next()), doubt);
    }

    /** Refreshes succeed, but what they bring can't be verified, for this reason; {@code null} ends that. */
    synchronized void doubt(Transient why) {
        doubt = why;
    }

    /** What comes of the next verifications. */
    synchronized void scriptVerdicts(TokenResult... results) {
        verdicts.addAll(List.of(results));
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

    /** What the next calls give instead of a token set. */
    synchronized void script(TokenResult... results) {
        scripted.addAll(List.of(results));
    }

    /** Lets the next call fail as it does where the machine has no thread left. */
    synchronized void failNextCallFatally() {
        fatalCall = calls + 1;
    }

    /** From now on calls are answered at {@link #release()} only. */
    synchronized void hold() {
        holding = true;
    }

    void release() {
        List<Runnable> answers;
        synchronized (this) {
            holding = false;
            answers = List.copyOf(held);
            held.clear();
        }
        answers.forEach(Runnable::run);
    }

    void awaitFirstCall() throws InterruptedException {
        if (!called.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody called the issuer");
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

    /** How many token sets were given out, the one of the sign-in among them. */
    synchronized int issued() {
        return issued;
    }

    synchronized List<TokenSet> revoked() {
        return List.copyOf(revoked);
    }
}
