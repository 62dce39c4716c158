package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sign-ins that one browser has started and not yet finished, by their {@code state}, so that several tabs can sign
 * in at once. Each can be taken once, within ten minutes; of more than ten the eldest is forgotten.
 */
public final class SignInTransactions {

    static final String ATTRIBUTE = "org.authfilter.transactions";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST = 10;

    private final HttpServletRequest request;
    private final Sessions sessions;

    SignInTransactions(HttpServletRequest request, Sessions sessions) {
        this.request = request;
        this.sessions = sessions;
    }

    /** Keeps {@code started}; creates an HTTP session, a short-lived one, if there is none. */
    public void add(SignInTransaction started) {
        try {
            add(ShortLivedSession.sessionOf(request), started);
        } catch (IllegalStateException invalidatedMeanwhile) {
            add(ShortLivedSession.sessionOf(request), started);
        }
    }

    private void add(HttpSession session, SignInTransaction started) {
        synchronized (sessions.lockOf(session.getId())) {
            Map<String, SignInTransaction> open = open(session, started.startedAt());
            open.put(started.state(), started);
            while (open.size() > MOST) {
                open.values().stream()
                        .min(Comparator.comparing(SignInTransaction::startedAt))
                        .ifPresent(eldest -> open.remove(eldest.state()));
            }
            write(session, open);
        }
    }

    /** Takes the transaction with this state away; empty if this browser has none that is still good. */
    public Optional<SignInTransaction> take(@Nullable String state, Instant now) {
        HttpSession session = request.getSession(false);
        if (session == null || state == null) {
            return Optional.empty();
        }
        try {
            synchronized (sessions.lockOf(session.getId())) {
                Map<String, SignInTransaction> open = open(session, now);
                SignInTransaction taken = open.remove(state);
                if (taken != null) {
                    write(session, open);
                }
                return Optional.ofNullable(taken);
            }
        } catch (IllegalStateException invalidatedMeanwhile) {
            return Optional.empty();
        }
    }

    private static Map<String, SignInTransaction> open(HttpSession session, Instant now) {
        if (!(session.getAttribute(ATTRIBUTE) instanceof List<?> encoded)) {
            return new HashMap<>();
        }
        return encoded.stream()
                .map(SignInTransaction::decode)
                .filter(Objects::nonNull)
                .filter(transaction -> now.isBefore(transaction.startedAt().plus(LIFETIME)))
                .collect(Collectors.toMap(
                        SignInTransaction::state, transaction -> transaction, (first, second) -> second, HashMap::new));
    }

    private static void write(HttpSession session, Map<String, SignInTransaction> open) {
        if (open.isEmpty()) {
            session.removeAttribute(ATTRIBUTE);
        } else {
            session.setAttribute(ATTRIBUTE, encode(open));
        }
    }

    private static Serializable encode(Map<String, SignInTransaction> open) {
        return open.values().stream().map(SignInTransaction::encode).collect(Collectors.toCollection(ArrayList::new));
    }
}
