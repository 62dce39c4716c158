package org.authfilter.internal.endpoint;

import java.io.IOException;

/**
 * A page between a provider and the callback, where the session cookie is {@code SameSite=Strict}. Browsers don't send
 * such a cookie with a request that another site leads to, nor with the redirects that follow it. The page leads on to the
 * same callback by itself, so that the second request, and the redirect after it, are of this site.
 */
final class StrictCookieHop {

    private static final String MARKER = "hop";
    private static final String STRICT = "Strict";

    private StrictCookieHop() {}

    /** Whether the callback must be asked for again from a page of this site. */
    static boolean isNeeded(EndpointContext ctx) {
        return ctx.request().getMethod().equals("GET")
                && ctx.isPage()
                && ctx.submission().get(MARKER) == null
                && isStrict(ctx);
    }

    /** Responds with the page. It contains the authorization response, as the address of the request does. */
    static void hop(EndpointContext ctx, String below) throws IOException {
        String query = ctx.request().getQueryString();
        ctx.leadOn(ctx.endpoint(below) + "?" + (query == null ? "" : query + "&") + MARKER + "=1");
    }

    /** Leads on to a path of this application, from a page of this site where that is needed. */
    static void proceed(EndpointContext ctx, String path) throws IOException {
        if (ctx.isPost() && isStrict(ctx)) {
            ctx.leadOn(path);
        } else {
            ctx.redirect(path);
        }
    }

    private static boolean isStrict(EndpointContext ctx) {
        return STRICT.equalsIgnoreCase(
                ctx.request().getServletContext().getSessionCookieConfig().getAttribute("SameSite"));
    }
}
