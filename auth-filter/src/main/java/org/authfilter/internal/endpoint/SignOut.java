package org.authfilter.internal.endpoint;

import java.io.IOException;
import java.util.Optional;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.web.Page;
import org.authfilter.internal.web.Texts;

/**
 * {@code /signout}: GET shows a confirmation form. POST ends the session here first, then revokes the tokens, then sends
 * the browser to the provider where that has an end-session endpoint. A call gets {@code /signout/continue} instead of
 * the provider's address, because that address contains the ID token.
 */
final class SignOut {

    /** Some servers and proxies refuse a longer address. */
    private static final int MOST_CHARS = 4096;

    private final Sessions sessions;
    private final TokenRefresher tokenRefresher;
    private final RpInitiatedLogout rpInitiatedLogout;
    private final PendingProviderLogout pending;

    SignOut(
            Sessions sessions,
            TokenRefresher tokenRefresher,
            RpInitiatedLogout rpInitiatedLogout,
            PendingProviderLogout pending) {
        this.sessions = sessions;
        this.tokenRefresher = tokenRefresher;
        this.rpInitiatedLogout = rpInitiatedLogout;
        this.pending = pending;
    }

    void confirm(EndpointContext ctx) throws IOException {
        String callbackUrl = ctx.callbackUrlOrRoot();
        Texts texts = ctx.texts();
        String form = "<form class=\"actions\" method=\"post\" action=\"" + Page.escape(ctx.endpoint("/signout"))
                + "\">\n" + Page.hidden("callbackUrl", callbackUrl)
                + "<button type=\"submit\">" + Page.escape(texts.get("sign-out")) + "</button>\n"
                + Page.otherLink(callbackUrl, texts.get("stay-signed-in")) + "</form>\n";
        ctx.page(Page.leadingAway(texts, texts.get("sign-out-question"), form));
    }

    void signOut(EndpointContext ctx) throws IOException {
        HttpSessionStore store = sessions.of(ctx.request(), ctx.response());
        UserSession session = store.load();
        new Caller(store, tokenRefresher).signOut();
        Optional<String> providerAddress = session == null ? Optional.empty() : startAtProvider(ctx, session);
        if (session == null || providerAddress.isEmpty()) {
            ctx.proceed(ctx.callbackUrlOrRoot());
        } else if (ctx.isPage()) {
            ctx.redirectToProvider(providerAddress.get());
        } else {
            pending.add(ctx, session.provider(), providerAddress.get());
            ctx.proceed(ctx.endpoint("/signout/continue"));
        }
    }

    private Optional<String> startAtProvider(EndpointContext ctx, UserSession ended) {
        int mostChars = ctx.isPage() ? MOST_CHARS : PendingProviderLogout.MOST_CHARS;
        return rpInitiatedLogout.start(ctx, ended, ctx.callbackUrlOrRoot(), mostChars);
    }

    /** {@code GET /signout/continue}: redirects to the provider, once after the sign-out by a call. */
    void continueAtProvider(EndpointContext ctx) {
        pending.take(ctx).ifPresentOrElse(ctx::redirectToProvider, () -> ctx.redirect(ctx.orRoot(null)));
    }

    /** {@code GET /signout/callback}: the provider redirects the browser back to this address. */
    void returnFromProvider(EndpointContext ctx) {
        ctx.redirect(ctx.orRoot(rpInitiatedLogout.end(ctx)));
    }
}
