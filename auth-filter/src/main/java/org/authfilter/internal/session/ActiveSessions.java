package org.authfilter.internal.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.authfilter.ActiveSession;
import org.authfilter.AuthSessions;
import org.authfilter.User;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of each user on all nodes that share the store. It ends a session by the {@link LogoutRegistry}, as a
 * provider does: the next request of that session finds the end. Without its store the list is empty and the sessions go
 * on. Thread-safe.
 */
public final class ActiveSessions implements AuthSessions {

    /** The attribute of the servlet context with this object. */
    public static final String ATTRIBUTE = "org.authfilter.sessions";

    private static final Logger LOG = System.getLogger("org.authfilter.session");
    private static final int FORMAT = 1;
    private static final int MOST_LISTED = 200;
    private static final int MOST_CHARS = 200;
    private static final int MOST_TRIES = 20;

    private final SharedStore store;
    private final LogoutRegistry logouts;
    private final Supplier<Duration> keepFor;
    private final @Nullable Integer maxSessionsPerUser;
    private final Clock clock;
    private final LogLimit logLimit;

    /**
     * Has no sessions yet.
     *
     * @param keepFor how long a session may live without a request
     * @param maxSessionsPerUser the key {@code max-sessions-per-user}; {@code null}: no limit
     */
    public ActiveSessions(
            SharedStore store,
            LogoutRegistry logouts,
            Supplier<Duration> keepFor,
            @Nullable Integer maxSessionsPerUser,
            Clock clock) {
        this.store = store;
        this.logouts = logouts;
        this.keepFor = keepFor;
        this.maxSessionsPerUser = maxSessionsPerUser;
        this.clock = clock;
        this.logLimit = new LogLimit(clock);
    }

    /** Adds a session that has just begun; ends the oldest ones of its user that are too many. */
    public void begun(UserSession session, @Nullable String userAgent) {
        List<ActiveSession> all = seen(session, userAgent);
        int tooMany = maxSessionsPerUser == null ? 0 : Math.max(0, all.size() - maxSessionsPerUser);
        all.subList(0, tooMany).forEach(oldest -> {
            logouts.endSignIn(oldest.id());
            ended(session.provider(), subject(session.user()), oldest.id());
        });
    }

    /** Records an activity of a session, also of one that began at another node or before a restart. */
    public List<ActiveSession> seen(UserSession session, @Nullable String userAgent) {
        ActiveSession seen = new ActiveSession(
                session.id(), session.provider(), session.startedAt(), clock.instant(), shorten(userAgent));
        return change(session.provider(), subject(session.user()), all -> {
                    List<ActiveSession> next = without(all, session.id());
                    next.add(seen);
                    next.sort(Comparator.comparing(ActiveSession::startedAt));
                    return next.subList(Math.max(0, next.size() - mostListed()), next.size());
                })
                .orElse(List.of());
    }

    /** A session that is too many must be in the list: only those are ended. */
    private int mostListed() {
        return maxSessionsPerUser == null
                ? MOST_LISTED
                : (int) Math.max(MOST_LISTED, Math.min(Integer.MAX_VALUE, 2L * maxSessionsPerUser));
    }

    /** Ends another session of the user of {@code session}. */
    public void end(UserSession session, String id) {
        end(id);
        ended(session.provider(), subject(session.user()), id);
    }

    /** Removes a session that has ended. */
    public void ended(String provider, String subject, String id) {
        var unused = change(provider, subject, all -> without(all, id));
    }

    /** The sessions of the user of {@code session}, the oldest first; empty if the store is unavailable. */
    public Optional<List<ActiveSession>> ofUserOf(UserSession session) {
        return find(session.provider(), subject(session.user()));
    }

    @Override
    public List<ActiveSession> list(String provider, String subject) {
        return find(provider, subject).orElse(List.of());
    }

    private Optional<List<ActiveSession>> find(String provider, String subject) {
        return change(provider, subject, UnaryOperator.identity());
    }

    @Override
    public void end(String id) {
        logouts.endSignIn(id);
    }

    @Override
    public int endAll(String provider, String subject) {
        List<ActiveSession> all = find(provider, subject)
                .orElseThrow(() -> new IllegalStateException("The list of sessions is unavailable: none was ended"));
        all.forEach(session -> {
            logouts.endSignIn(session.id());
            ended(provider, subject, session.id());
        });
        return all.size();
    }

    /** Identifies a user beside the provider. */
    public static String subject(User user) {
        return Objects.requireNonNullElse(user.subject(), user.name());
    }

    private static List<ActiveSession> without(List<ActiveSession> all, String id) {
        List<ActiveSession> others = new ArrayList<>(all);
        others.removeIf(session -> session.id().equals(id));
        return others;
    }

    /** Changes the sessions of a user, and returns those that have not been ended; empty if the store is unavailable. */
    private Optional<List<ActiveSession>> change(
            String provider, String subject, UnaryOperator<List<ActiveSession>> change) {
        String key = "sessions." + Digests.sha256(provider + "\n" + subject);
        try {
            for (int i = 0; i < MOST_TRIES; i++) {
                byte[] before = store.get(key);
                List<ActiveSession> known = before == null ? List.of() : decode(before);
                List<ActiveSession> next = change.apply(known);
                if (next.equals(known) || write(key, before, next)) {
                    return Optional.of(next.stream()
                            .filter(session -> !logouts.isEnded(session.id()))
                            .toList());
                }
            }
        } catch (RuntimeException broken) {
            logLimit.log(
                    LOG,
                    Level.WARNING,
                    "sessions",
                    "The list of sessions is unavailable: {0}",
                    String.valueOf(broken.getMessage()));
        }
        return Optional.empty();
    }

    private boolean write(String key, byte @Nullable [] before, List<ActiveSession> next) {
        if (before == null) {
            return store.putIfAbsent(key, encode(next), keepFor.get());
        }
        return store.replace(key, before, encode(next), keepFor.get());
    }

    private static @Nullable String shorten(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= MOST_CHARS ? userAgent : userAgent.substring(0, MOST_CHARS);
    }

    private static byte[] encode(List<ActiveSession> sessions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(sessions.size());
            for (ActiveSession session : sessions) {
                out.writeUTF(session.id());
                out.writeUTF(session.provider());
                out.writeLong(session.startedAt().toEpochMilli());
                out.writeLong(session.lastSeenAt().toEpochMilli());
                out.writeUTF(Objects.requireNonNullElse(session.userAgent(), ""));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Returns no sessions for a value of another version of this jar. */
    private static List<ActiveSession> decode(byte[] value) {
        List<ActiveSession> sessions = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            int count = in.readByte() == FORMAT ? in.readInt() : 0;
            for (int i = 0; i < count; i++) {
                sessions.add(new ActiveSession(
                        in.readUTF(),
                        in.readUTF(),
                        Instant.ofEpochMilli(in.readLong()),
                        Instant.ofEpochMilli(in.readLong()),
                        emptyToNull(in.readUTF())));
            }
        } catch (IOException foreignValue) {
            return List.of();
        }
        return sessions;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
