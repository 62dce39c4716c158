package org.authfilter.internal.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.authfilter.internal.common.ClientNetwork;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.spi.LogoutStore;
import org.jspecify.annotations.Nullable;

/**
 * The logouts that providers have sent, and the sessions that their user has ended from another one. It stores logouts and no sessions: each request checks whether its session was
 * logged out, and then ends it on its own thread, where the container provides the session. So nothing has to be cleaned
 * up when a session ends, sessions of other nodes need no address, and a passivated session ends when it is activated.
 *
 * <p>Unsigned front-channel requests have a store of their own, so that a flood of them evicts no verified logout. If the store of this node has
 * to forget a verified logout before its time, the sessions that are older than that logout end: none of them goes on.
 * Thread-safe.
 */
public final class LogoutRegistry {

    /** As {@code clock-skew} allows it. */
    private static final Duration LARGEST_CLOCK_SKEW = Duration.ofMinutes(5);

    private static final String SIGN_IN = "sign-in.";
    private static final Logger LOG = System.getLogger("org.authfilter.session");

    private final LogoutStore verified;
    private final UnsignedLogouts unsigned;
    private final Supplier<Duration> keepFor;
    private final Clock clock;
    private final LogLimit log;
    private volatile Runnable listener = () -> {};

    /**
     * Creates a registry.
     *
     * @param verified stores the logouts by signed logout tokens
     * @param keepFor how long a session may live without a request
     */
    public LogoutRegistry(LogoutStore verified, Supplier<Duration> keepFor, Clock clock) {
        this.verified = verified;
        this.unsigned = new UnsignedLogouts(clock);
        this.keepFor = keepFor;
        this.clock = clock;
        this.log = new LogLimit(clock);
    }

    /** Sets what runs after each logout, on the thread that adds it. */
    public void onLogout(Runnable action) {
        listener = action;
        if (verified instanceof SharedLogoutStore shared) {
            shared.onLogout(action);
        }
    }

    /** Ends one sign-in, with whatever provider. */
    void endSignIn(String signInId) {
        put(SIGN_IN + signInId, clock.instant());
    }

    /**
     * Whether a sign-in was ended by {@link #endSignIn}.
     *
     * @throws LogoutStoreException if that is not known
     */
    boolean isEnded(String signInId) {
        try {
            return !verified.isEmpty() && verified.find(SIGN_IN + signInId) != null;
        } catch (RuntimeException broken) {
            throw failed(broken);
        }
    }

    /**
     * Adds the logout of one session of a provider. If {@code subject} is known, it includes those sign-ins of the subject
     * that have no {@code sid}.
     *
     * @param at the time of the logout, by the clock of the provider
     */
    public void addSession(String issuer, String sessionId, @Nullable String subject, Instant at) {
        put(key("session", issuer, sessionId), at);
        if (subject != null) {
            put(key("nameless", issuer, subject), at);
        }
    }

    /**
     * Adds the logout of all sessions of a subject.
     *
     * @param at the time of the logout, by the clock of the provider
     */
    public void addSubject(String issuer, String subject, Instant at) {
        put(key("subject", issuer, subject), at);
    }

    /**
     * Adds a logout that has no signature: the request only knows the {@code sid}.
     *
     * @param address the client's; addresses of one IPv6 network count as one
     */
    public void addUnsigned(String issuer, String sessionId, String address) {
        unsigned.add(key("session", issuer, sessionId), ClientNetwork.of(address), keepFor.get());
        listener.run();
    }

    /** Whether a logout token was used before. */
    public boolean isUsed(String issuer, String tokenId) {
        return verified.find(key("token", issuer, tokenId)) != null;
    }

    /**
     * Remembers that a logout token was used, for as long as it can be replayed: until it expires, and the largest clock
     * skew longer. To be called once its logout is stored, so that the provider can send it again if that fails.
     */
    public void markUsed(String issuer, String tokenId, Instant expiresAt) {
        Duration rest = Duration.between(clock.instant(), expiresAt).plus(LARGEST_CLOCK_SKEW);
        var unused = verified.isFirstUse(key("token", issuer, tokenId), rest);
    }

    /**
     * Whether the provider has logged this sign-in out. A {@code sid} that was logged out never comes back, whenever the
     * sign-in began; a logout of the subject ends the sign-ins whose ID tokens were issued before it. Both times are the
     * provider's, so the clock of this node does not matter.
     *
     * @throws LogoutStoreException if that is not known
     */
    public boolean isLoggedOut(UserSession session) {
        String issuer = session.user().issuer();
        if (issuer == null) {
            return false;
        }
        String sessionId = session.providerSession();
        if (sessionId != null && !unsigned.isEmpty() && unsigned.contains(key("session", issuer, sessionId))) {
            return true;
        }
        try {
            return hasForgottenLogoutsOf(session)
                    || (!verified.isEmpty()
                            && isLoggedOut(issuer, session.user().subject(), sessionId, session));
        } catch (RuntimeException broken) {
            throw failed(broken);
        }
    }

    private LogoutStoreException failed(RuntimeException broken) {
        log.log(
                LOG,
                Level.WARNING,
                "store",
                "The logout store failed: {0}",
                broken.getClass().getName());
        return new LogoutStoreException(broken);
    }

    private boolean isLoggedOut(
            String issuer, @Nullable String subject, @Nullable String sessionId, UserSession session) {
        return (sessionId != null && verified.find(key("session", issuer, sessionId)) != null)
                || (subject != null && isAfter(verified.find(key("subject", issuer, subject)), session))
                || (subject != null
                        && sessionId == null
                        && isAfter(verified.find(key("nameless", issuer, subject)), session));
    }

    private boolean hasForgottenLogoutsOf(UserSession session) {
        LogoutStore store = verified instanceof SharedLogoutStore shared ? shared.memory() : verified;
        return store instanceof MemoryLogoutStore memory && memory.hasForgottenSince(session.startedAt());
    }

    private static boolean isAfter(@Nullable Instant logout, UserSession session) {
        SignInClaims idToken = session.tokens().signIn();
        Instant issuedAt = idToken == null || idToken.issuedAt() == null
                ? session.startedAt()
                : Instant.ofEpochSecond(idToken.issuedAt());
        return logout != null && !logout.isBefore(issuedAt);
    }

    /** Logout tokens may arrive in another order than they were issued. */
    private void put(String key, Instant at) {
        Instant known = verified.find(key);
        verified.put(key, known != null && known.isAfter(at) ? known : at, keepFor.get());
        listener.run();
    }

    /** Whether the logouts that were received before the last start of this server are not known any more. */
    boolean isForgottenAtRestart() {
        return verified instanceof MemoryLogoutStore;
    }

    /** A digest: it shows no name, and different names never give the same key. */
    private static String key(String kind, String issuer, String name) {
        return kind + "." + Digests.sha256(kind + "\n" + issuer + "\n" + name);
    }
}
