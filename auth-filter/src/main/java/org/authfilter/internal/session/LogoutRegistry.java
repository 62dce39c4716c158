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
 * Which sign-ins their provider has ended. Only logouts are remembered, no sessions: each request of a session asks
 * whether it falls under one and then ends it on its own thread, where the container gives it out. So nothing has to be
 * cleaned up when a session ends, sessions of other nodes need no address, and a passivated one is ended when it comes
 * back.
 *
 * <p>What an unsigned front-channel request says is kept apart, so that a flood of them pushes no verified logout out.
 */
public final class LogoutRegistry {

    private static final Logger LOG = System.getLogger("org.authfilter.session");

    private final LogoutStore verified;
    private final LogoutStore unsigned;
    private final Supplier<Duration> keepFor;
    private final Clock clock;

    /**
     * Remembers nothing yet.
     *
     * @param keepFor how long a session may go without any request
     */
    public LogoutRegistry(LogoutStore verified, Supplier<Duration> keepFor, Clock clock) {
        this.verified = verified;
        this.unsigned = new MemoryLogoutStore(clock);
        this.keepFor = keepFor;
        this.clock = clock;
    }

    /** The provider has ended one of its sessions; {@code subject}'s sign-ins that name none are meant as well. */
    public void ofSession(String issuer, String sessionId, @Nullable String subject) {
        put(verified, key("session", issuer, sessionId));
        if (subject != null) {
            put(verified, key("nameless", issuer, subject));
        }
    }

    /** The provider has ended all sessions of a user. */
    public void ofSubject(String issuer, String subject) {
        put(verified, key("subject", issuer, subject));
    }

    /** Somebody who knows the name of a session says that it has ended. */
    public void unsigned(String issuer, String sessionId) {
        put(unsigned, key("session", issuer, sessionId));
    }

    /** Whether a logout token was not seen before. */
    public boolean isFirstUse(String issuer, String tokenId, Instant expiresAt) {
        Duration rest = Duration.between(clock.instant(), expiresAt).plus(Duration.ofMinutes(5));
        return verified.isFirstUse(key("token", issuer, tokenId), rest);
    }

    /** Whether this sign-in, begun before, was ended by its provider. */
    public boolean cover(UserSession session) {
        return (!verified.isEmpty() && cover(verified, session)) || (!unsigned.isEmpty() && cover(unsigned, session));
    }

    private static boolean cover(LogoutStore store, UserSession session) {
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
                    "The store of logouts does not answer: " + broken.getClass().getName());
            return null;
        }
    }

    /** A digest: it names nobody, and no name can be written so that it stands for two. */
    private static String key(String kind, String issuer, String name) {
        return kind + "." + Digests.sha256(kind + "\n" + issuer + "\n" + name);
    }
}
