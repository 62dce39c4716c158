package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
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
 * given {@code sid} (OpenID Connect Front-Channel Logout 1.0). The request is not signed.
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
        if (isOtherIssuer || sid == null || sid.isEmpty() || sid.length() > MAX_SID_LENGTH) {
            ctx.refuse(HttpServletResponse.SC_BAD_REQUEST, "This names no session to end");
            return;
        }
        logouts.addUnsigned(provider.issuer(), sid, address(ctx));
        endOwnSession(ctx);
        URI address = URI.create(provider.issuer());
        ctx.emptyFrame(address.getScheme() + "://" + address.getRawAuthority());
    }

    private static String address(EndpointContext ctx) {
        String address = ctx.request().getRemoteAddr();
        return address == null ? "" : address;
    }

    /** Ends the session of this browser at once if it is the named one and the frame sends the session cookie. */
    private void endOwnSession(EndpointContext ctx) {
        HttpSessionStore store = sessions.of(ctx.request(), ctx.response());
        UserSession session = store.load();
        if (session != null && isLoggedOut(session)) {
            termination.end(store, session, SignedOut.Reason.PROVIDER);
        }
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
