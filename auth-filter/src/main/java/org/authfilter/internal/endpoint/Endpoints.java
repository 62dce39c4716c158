package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.endpoint.Submission.UnreadableException;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.throttle.SignInAttempts;
import org.authfilter.internal.transaction.TransactionCookies;
import org.authfilter.internal.transaction.UsedStates;
import org.authfilter.internal.web.ErrorResponses;
import org.authfilter.internal.web.RequestGuard;
import org.authfilter.internal.web.Responses;
import org.authfilter.internal.web.SameOrigin;
import org.authfilter.internal.web.SessionAuthenticator;
import org.authfilter.internal.web.Site;

/** The table of all endpoints, by path and method. Thread-safe. */
public final class Endpoints implements RequestGuard.EndpointDispatcher {

    private final Map<String, Map<String, Endpoint>> methodsByPath = new LinkedHashMap<>();
    private final Site site;
    private final SameOrigin sameOrigin;
    private final Responses responses;
    private final ErrorResponses errors;

    /**
     * Wires the endpoints.
     *
     * @param events receives {@code SignedIn}, {@code SignInFailed} and {@code SignedOut}; must not throw
     * @param timer for waits: it is never set back
     */
    public Endpoints(
            Settings settings,
            Providers providers,
            Site site,
            Responses responses,
            ErrorResponses errors,
            Sessions sessions,
            SessionAuthenticator authenticator,
            TokenRefresher tokenRefresher,
            LogoutRegistry logouts,
            SignInAttempts attempts,
            ActiveSessions activeSessions,
            Consumer<Object> events,
            Clock clock,
            InstantSource timer) {
        this.site = site;
        this.sameOrigin = new SameOrigin(site);
        this.responses = responses;
        this.errors = errors;
        Deadlines deadlines = new Deadlines(settings.refresh().tokenRequestTimeout());
        SignInWait wait = new SignInWait(tokenRefresher.issuers());
        SignIns signIns = new SignIns(sessions, authenticator, tokenRefresher, events, activeSessions, clock, timer);
        TransactionCookies transactions =
                new TransactionCookies(providers.ciphers("sign-in transaction"), providers.formPosts(), site, clock);
        UsedStates usedStates = new UsedStates(timer);
        ProviderCallLimit callLimit = new ProviderCallLimit(timer);
        OidcSignIn oidcSignIn = new OidcSignIn(transactions, signIns, wait, deadlines, callLimit, clock);
        SessionStatus sessionStatus =
                new SessionStatus(sessions, authenticator, tokenRefresher, settings.exposeAccessToken(), clock);
        SignOut signOut = new SignOut(
                sessions,
                tokenRefresher,
                new RpInitiatedLogout(providers, wait),
                new PendingProviderLogout(providers, clock));
        ClientInfo clientInfo = new ClientInfo(providers);
        add("GET", "/signin", new SignInPage(providers, sessions, authenticator, oidcSignIn));
        for (CredentialsTokenProvider provider : providers.credentials()) {
            Endpoint signIn = new CredentialsSignIn(provider, signIns, attempts, wait, deadlines);
            add("POST", "/signin/" + provider.name(), fromOurPage(signIn));
        }
        for (OidcTokenProvider provider : providers.oidc()) {
            String name = "/" + provider.name();
            add("GET", "/signin" + name, ctx -> oidcSignIn.start(ctx, provider));
            add("POST", "/signin" + name, fromOurPage(ctx -> oidcSignIn.start(ctx, provider)));
            Endpoint callback =
                    new OidcCallback(provider, transactions, usedStates, signIns, wait, deadlines, callLimit);
            add("GET", "/callback" + name, callback);
            if (provider.isFormPost()) {
                add("POST", "/callback" + name, withBody(callback));
            }
            add(
                    "POST",
                    "/backchannel-logout" + name,
                    withBody(new BackChannelLogout(provider, logouts, wait, deadlines, timer)));
            add(
                    "GET",
                    "/frontchannel-logout" + name,
                    new FrontChannelLogout(provider, logouts, sessions, tokenRefresher.termination()));
        }
        add("GET", "/session", sessionStatus::report);
        add("POST", "/session", fromOurPage(sessionStatus::refresh));
        add("GET", "/signout", signOut::confirm);
        add("POST", "/signout", fromOurPage(signOut::signOut));
        add("GET", "/signout/continue", signOut::continueAtProvider);
        add("GET", "/signout/callback", signOut::returnFromProvider);
        SessionList sessionList = new SessionList(sessions, authenticator, tokenRefresher, activeSessions);
        add("GET", "/sessions", sessionList::list);
        add("DELETE", "/sessions/{id}", withoutBody(sessionList::end));
        add("POST", "/sessions/end-others", fromOurPage(sessionList::endOthers));
        add("GET", "/csrf", clientInfo::csrf);
        add("GET", "/providers", clientInfo::providers);
        add("GET", "/client.js", new ClientModule("client.js", "text/javascript"));
        add("GET", "/client.d.ts", new ClientModule("client.d.ts", "text/plain"));
    }

    private void add(String method, String path, Endpoint endpoint) {
        methodsByPath.computeIfAbsent(path, added -> new LinkedHashMap<>()).put(method, endpoint);
    }

    /** Serves a POST with the fields of its body, only if it comes from a page of this application. */
    private Endpoint fromOurPage(Endpoint endpoint) {
        return ctx -> {
            try {
                ctx.readBody();
            } catch (UnreadableException unreadable) {
                if (isFromOurPage(ctx)) {
                    refuse(ctx, endpoint, unreadable);
                } else {
                    ctx.rejectCsrf();
                }
                return;
            }
            if (isFromOurPage(ctx)) {
                endpoint.serve(ctx);
            } else {
                ctx.rejectCsrf();
            }
        };
    }

    /** Serves a DELETE, only if it comes from a page of this application. */
    private Endpoint withoutBody(Endpoint endpoint) {
        return ctx -> {
            if (isFromOurPage(ctx)) {
                endpoint.serve(ctx);
            } else {
                ctx.rejectCsrf();
            }
        };
    }

    private boolean isFromOurPage(EndpointContext ctx) {
        return sameOrigin.isProven(ctx.request(), ctx.submission().csrfToken(ctx.request()));
    }

    /** Serves a POST with the fields of its body. */
    private static Endpoint withBody(Endpoint endpoint) {
        return ctx -> {
            try {
                ctx.readBody();
            } catch (UnreadableException unreadable) {
                refuse(ctx, endpoint, unreadable);
                return;
            }
            endpoint.serve(ctx);
        };
    }

    private static void refuse(EndpointContext ctx, Endpoint endpoint, UnreadableException unreadable)
            throws IOException {
        if (unreadable.status() == HttpServletResponse.SC_BAD_REQUEST) {
            endpoint.refuseMalformed(ctx);
        } else {
            ctx.refuse(unreadable.status(), "Send a form or JSON");
        }
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response, String below)
            throws IOException, ServletException {
        EndpointContext ctx = new EndpointContext(request, response, site, responses, errors);
        Map<String, Endpoint> methods = methodsByPath.get(below);
        if (methods == null && below.startsWith("/sessions/")) {
            methods = methodsByPath.get("/sessions/{id}");
        }
        if (methods == null) {
            ctx.refuse(HttpServletResponse.SC_NOT_FOUND, "There is nothing here");
            return;
        }
        Endpoint endpoint = methods.get(request.getMethod().equals("HEAD") ? "GET" : request.getMethod());
        if (endpoint == null) {
            response.setHeader("Allow", String.join(", ", methods.keySet()));
            ctx.refuse(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This method is not allowed here");
            return;
        }
        endpoint.serve(ctx);
    }
}
