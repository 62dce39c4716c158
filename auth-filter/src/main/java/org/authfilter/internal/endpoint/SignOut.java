package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.authfilter.internal.endpoint.Submission.MalformedException;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.PendingProviderLogout;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.web.Page;
import org.authfilter.internal.web.RequestKind;
import org.authfilter.internal.web.SessionCookieHeader;

/**
 * {@code /signout}: GET asks for a confirmation, POST ends the session here first, then at the issuer, and sends the
 * browser there where the provider wants to see it. A script is sent to {@code /signout/continue} instead, since the
 * provider's address holds the ID token.
 */
final class SignOut {

    private final EndpointParts parts;
    private final RpInitiatedLogout providerVisit;

    SignOut(EndpointParts parts) {
        this.parts = parts;
        this.providerVisit = new RpInitiatedLogout(parts);
    }

    /** The body that answers a call. */
    public record Done(String url) {}

    void confirm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String callbackUrl = parts.site().callbackUrlOrRoot(request, Submission.parameter(request, "callbackUrl"));
        String form = "<form method=\"post\" action=\""
                + Page.escape(parts.site().endpoint(request, "/signout"))
                + "\">\n<input type=\"hidden\" name=\"callbackUrl\" value=\"" + Page.escape(callbackUrl)
                + "\">\n<button type=\"submit\">Sign out</button>\n</form>\n<p><a href=\"" + Page.escape(callbackUrl)
                + "\">Stay signed in</a></p>\n";
        parts.answers().page(response, HttpServletResponse.SC_OK, Page.leadingAway("Sign out?", form));
    }

    void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Submission submission = Submission.of(request);
            if (!parts.sameOrigin().isProven(request, submission.csrfToken(request))) {
                parts.refusals().csrfRejected(request, response);
                return;
            }
            HttpSessionStore store = parts.sessions().of(request);
            UserSession session = store.load();
            new Caller(store, parts.tokenRefresher()).signOut();
            String callbackUrl = parts.site().callbackUrlOrRoot(request, submission.get("callbackUrl"));
            Optional<String> visit =
                    session == null ? Optional.empty() : providerVisit.prepare(request, response, session, callbackUrl);
            goOn(request, response, callbackUrl, visit);
        } catch (MalformedException malformed) {
            parts.refusals().plain(request, response, HttpServletResponse.SC_BAD_REQUEST, "The body can't be read");
        }
    }

    private void goOn(
            HttpServletRequest request, HttpServletResponse response, String callbackUrl, Optional<String> visit)
            throws IOException {
        if (RequestKind.of(request) == RequestKind.PAGE) {
            parts.answers()
                    .redirect(response, visit.orElseGet(() -> parts.site().location(request, callbackUrl)));
            return;
        }
        String url = callbackUrl;
        if (visit.isPresent()) {
            PendingProviderLogout.keep(request, visit.get());
            SessionCookieHeader.complete(request, response);
            url = parts.site().endpoint(request, "/signout/continue");
        }
        parts.answers().json(response, HttpServletResponse.SC_OK, new Done(url));
    }

    /** {@code GET /signout/continue}, once after a sign-out by a call. */
    void visitProvider(HttpServletRequest request, HttpServletResponse response) {
        String address = PendingProviderLogout.take(request);
        String root = parts.site().callbackUrlOrRoot(request, null);
        parts.answers().redirect(response, address == null ? parts.site().location(request, root) : address);
    }

    /** {@code GET /signout/callback}: the browser is back from the provider. */
    void comeBack(HttpServletRequest request, HttpServletResponse response) {
        String goOn = parts.site().callbackUrlOrRoot(request, providerVisit.end(request, response));
        parts.answers().redirect(response, parts.site().location(request, goOn));
    }
}
