package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.refresh.SessionTermination;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.LogoutStoreException;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;

/**
 * {@code GET /frontchannel-logout/{provider}}: the provider's page loads this in a frame to end the session with the
 * given {@code sid} (OpenID Connect Front-Channel Logout 1.0). Without {@code sid} it is the session whose cookie came
 * along, which a link of another site must not end. The request is not signed.
 */
final class FrontChannelLogout implements Endpoint {

    private static final int MAX_SID_LENGTH = 255;

    private final OidcTokenProvider provider;
    private final LogoutRegistry logouts;
    private final Sessions sessions;
    private final SessionTermination termination;

    FrontChannelLogout(
            OidcTokenProvider provider, LogoutRegistry logouts, Sessions sessions, SessionTermination termination) {
        this.provider = provider;
        this.logouts = logouts;
        this.sessions = sessions;
        this.termination = termination;
    }

    @Override
    public void serve(EndpointContext ctx) throws IOException {
        String issuer = ctx.submission().get("iss");
        String sid = ctx.submission().get("sid");
        boolean isOtherIssuer = issuer != null && !issuer.equals(provider.issuer());
        if (isOtherIssuer || !(sid == null ? endOwnSession(ctx) : end(ctx, sid))) {
            ctx.refuse(HttpServletResponse.SC_BAD_REQUEST, "This names no session to end");
            return;
        }
        URI address = URI.create(provider.issuer());
        ctx.emptyFrame(address.getScheme() + "://" + address.getRawAuthority());
    }

    private boolean end(EndpointContext ctx, String sid) {
        if (sid.isEmpty() || sid.length() > MAX_SID_LENGTH) {
            return false;
        }
        logouts.addUnsigned(provider.issuer(), sid, ctx.clientAddress());
        endOwnSession(ctx, this::isLoggedOut);
        return true;
    }

    private boolean endOwnSession(EndpointContext ctx) {
        return !"document".equals(ctx.request().getHeader("Sec-Fetch-Dest"))
                && endOwnSession(ctx, session -> session.provider().equals(provider.name()));
    }

    /** Ends the session of this browser at once if it is a named one and the frame sends the session cookie. */
    private boolean endOwnSession(EndpointContext ctx, Predicate<UserSession> isNamed) {
        HttpSessionStore store = sessions.of(ctx.request(), ctx.response());
        UserSession session = store.load();
        if (session == null || !isNamed.test(session)) {
            return false;
        }
        termination.end(store, session, SignedOut.Reason.PROVIDER);
        return true;
    }

    /** Where that is not known, the next request of the session finds it out. */
    private boolean isLoggedOut(UserSession session) {
        try {
            return logouts.isLoggedOut(session);
        } catch (LogoutStoreException notKnown) {
            return false;
        }
    }
}
