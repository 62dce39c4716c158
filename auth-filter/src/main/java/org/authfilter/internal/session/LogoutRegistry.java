package org.authfilter.internal.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.authfilter.internal.common.Digests;
import org.authfilter.spi.LogoutStore;
import org.jspecify.annotations.Nullable;

/**
 * The logouts that providers have sent. It stores logouts and no sessions: each request checks whether its session was
 * logged out, and then ends it on its own thread, where the container provides the session. So nothing has to be cleaned
 * up when a session ends, sessions of other nodes need no address, and a passivated session ends when it is activated.
 *
 * <p>Unsigned front-channel requests have a store of their own, so that a flood of them evicts no verified logout.
 * Thread-safe.
 */
public final class LogoutRegistry {

    private static final Logger LOG = System.getLogger("org.authfilter.session");

    private final LogoutStore verified;
    private final LogoutStore unsigned;
    private final Supplier<Duration> keepFor;
    private final Clock clock;

    /**
     * Creates a registry.
     *
     * @param verified stores the logouts by signed logout tokens
     * @param keepFor how long a session may live without a request
     */
    public LogoutRegistry(LogoutStore verified, Supplier<Duration> keepFor, Clock clock) {
        this.verified = verified;
        this.unsigned = new MemoryLogoutStore(clock);
        this.keepFor = keepFor;
        this.clock = clock;
    }

    /**
     * Adds the logout of one session of a provider. If {@code subject} is known, it includes those sign-ins of the subject
     * that have no {@code sid}.
     */
    public void addSession(String issuer, String sessionId, @Nullable String subject) {
        put(verified, key("session", issuer, sessionId));
        if (subject != null) {
            put(verified, key("nameless", issuer, subject));
        }
    }

    /** Adds the logout of all sessions of a subject. */
    public void addSubject(String issuer, String subject) {
        put(verified, key("subject", issuer, subject));
    }

    /** Adds a logout that has no signature: the request only knows the {@code sid}. */
    public void addUnsigned(String issuer, String sessionId) {
        put(unsigned, key("session", issuer, sessionId));
    }

    /** Whether this is the first use of a logout token. */
    public boolean isFirstUse(String issuer, String tokenId, Instant expiresAt) {
        Duration rest = Duration.between(clock.instant(), expiresAt).plus(Duration.ofMinutes(5));
        return verified.isFirstUse(key("token", issuer, tokenId), rest);
    }

    /** Whether the provider has logged this sign-in out since it began. */
    public boolean isLoggedOut(UserSession session) {
        return (!verified.isEmpty() && isLoggedOut(verified, session))
                || (!unsigned.isEmpty() && isLoggedOut(unsigned, session));
    }

    private static boolean isLoggedOut(LogoutStore store, UserSession session) {
        String issuer = session.user().issuer();
        if (issuer == null) {
            return false;
        }
        String subject = session.user().subject();
        String sessionId = session.providerSession();
        return (sessionId != null && isAfter(find(store, key("session", issuer, sessionId)), session))
                || (subject != null && isAfter(find(store, key("subject", issuer, subject)), session))
                || (subject != null
                        && sessionId == null
                        && isAfter(find(store, key("nameless", issuer, subject)), session));
    }

    private static boolean isAfter(@Nullable Instant logout, UserSession session) {
        return logout != null && !logout.isBefore(session.startedAt());
    }

    private void put(LogoutStore store, String key) {
        store.put(key, clock.instant(), keepFor.get());
    }

    private static @Nullable Instant find(LogoutStore store, String key) {
        try {
            return store.find(key);
        } catch (RuntimeException broken) {
            LOG.log(
                    Level.WARNING,
                    "The logout store failed: {0}",
                    broken.getClass().getName());
            return null;
        }
    }

    /** A digest: it shows no name, and different names never give the same key. */
    private static String key(String kind, String issuer, String name) {
        return kind + "." + Digests.sha256(kind + "\n" + issuer + "\n" + name);
    }
}
