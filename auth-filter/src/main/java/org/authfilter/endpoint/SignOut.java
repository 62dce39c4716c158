package org.authfilter.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.endpoint.Submission.MalformedException;
import org.authfilter.refresh.Visitor;
import org.authfilter.web.Page;
import org.authfilter.web.RequestKind;

/** {@code /signout}: GET asks for a confirmation, POST ends the session here first, then at the issuer. */
final class SignOut {

    private final EndpointParts parts;

    SignOut(EndpointParts parts) {
        this.parts = parts;
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
        parts.answers().page(response, HttpServletResponse.SC_OK, new Page("Sign out?", form));
    }

    void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Submission submission = Submission.of(request);
            if (!parts.sameOrigin().isProven(request, submission.csrfToken(request))) {
                parts.refusals().fromElsewhere(request, response);
                return;
            }
            new Visitor(parts.sessions().of(request), parts.freshTokens()).signOut();
            goOn(request, response, parts.site().callbackUrlOrRoot(request, submission.get("callbackUrl")));
        } catch (MalformedException malformed) {
            parts.refusals().plain(request, response, HttpServletResponse.SC_BAD_REQUEST, "The body can't be read");
        }
    }

    private void goOn(HttpServletRequest request, HttpServletResponse response, String callbackUrl) throws IOException {
        if (RequestKind.of(request) == RequestKind.PAGE) {
            parts.answers().redirect(response, parts.site().location(request, callbackUrl));
        } else {
            parts.answers().json(response, HttpServletResponse.SC_OK, new Done(callbackUrl));
        }
    }
}
