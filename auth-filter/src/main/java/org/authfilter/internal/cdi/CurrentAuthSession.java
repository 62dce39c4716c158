package org.authfilter.internal.cdi;

import jakarta.enterprise.context.Dependent;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.authfilter.AuthSession;
import org.authfilter.CapturedSession;
import org.authfilter.User;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CapturedCaller;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.SignInClaims;
import org.jspecify.annotations.Nullable;

/** The session of the request on the calling thread. Has no state, so it can be injected into beans of every scope. */
@Dependent
public class CurrentAuthSession implements AuthSession, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isAuthenticated() {
        return session().isPresent();
    }

    @Override
    public @Nullable User getUser() {
        return read(UserSession::user);
    }

    @Override
    public List<String> getRoles() {
        return session().map(session -> session.user().roles()).orElse(List.of());
    }

    @Override
    public @Nullable String getId() {
        return read(UserSession::id);
    }

    @Override
    public Runnable onEnd(Runnable listener) {
        return CurrentCaller.get().onEnd(listener);
    }

    @Override
    public @Nullable String getProvider() {
        return read(UserSession::provider);
    }

    @Override
    public @Nullable String getIssuer() {
        return read(session -> session.user().issuer());
    }

    @Override
    public @Nullable String getSubject() {
        return read(session -> session.user().subject());
    }

    @Override
    public @Nullable Instant getExpiresAt() {
        return read(session -> session.tokens().expiresAt());
    }

    @Override
    public @Nullable String getAcr() {
        SignInClaims claims = signInClaims();
        return claims == null ? null : claims.acr();
    }

    @Override
    public List<String> getAmr() {
        SignInClaims claims = signInClaims();
        return claims == null ? List.of() : claims.amr();
    }

    @Override
    public @Nullable Instant getAuthTime() {
        SignInClaims claims = signInClaims();
        Long seconds = claims == null ? null : claims.authTime();
        return seconds == null || Math.abs(seconds) > Instant.MAX.getEpochSecond()
                ? null
                : Instant.ofEpochSecond(seconds);
    }

    private static @Nullable SignInClaims signInClaims() {
        return read(session -> session.tokens().signIn());
    }

    @Override
    public void refresh() {
        CurrentCaller.get().refresh();
    }

    @Override
    public CapturedSession capture() {
        return new CapturedCaller(CurrentCaller.get().capture());
    }

    @Override
    public void signOut() {
        CurrentCaller.get().signOut();
    }

    private static <T> @Nullable T read(Function<UserSession, @Nullable T> part) {
        UserSession session = session().orElse(null);
        return session == null ? null : part.apply(session);
    }

    private static Optional<UserSession> session() {
        return CurrentCaller.find().map(Caller::session);
    }
}
