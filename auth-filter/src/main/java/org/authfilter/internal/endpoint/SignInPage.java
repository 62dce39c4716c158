package org.authfilter.internal.endpoint;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authfilter.ErrorCode;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.web.Page;
import org.authfilter.internal.web.SessionAuthenticator;
import org.authfilter.internal.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /signin}: the sign-in page, with a form for each credentials provider and a link for each OpenID Provider. A
 * login field in the address, as in {@code /signin?code=…}, is filled in; only the user submits the form. The texts are those
 * of {@link Texts}, the frame and the style those of {@link Page}.
 */
final class SignInPage implements Endpoint {

    /** The end of a session: neither the user nor the application has done anything wrong. */
    private static final Set<ErrorCode> ENDED = Set.of(ErrorCode.SESSION_EXPIRED, ErrorCode.REFRESH_ACCESS_TOKEN_ERROR);

    private final Providers providers;
    private final Sessions sessions;
    private final SessionAuthenticator authenticator;
    private final OidcSignIn oidcSignIn;

    SignInPage(Providers providers, Sessions sessions, SessionAuthenticator authenticator, OidcSignIn oidcSignIn) {
        this.providers = providers;
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.oidcSignIn = oidcSignIn;
    }

    @Override
    public void serve(EndpointContext ctx) throws IOException {
        AuthenticationResult result = authenticator.authenticate(sessions.of(ctx.request(), ctx.response()), false);
        if (result instanceof Authenticated) {
            ctx.redirect(ctx.callbackUrlOrRoot());
            return;
        }
        String callbackUrl = ctx.callbackUrl();
        ErrorCode error = result instanceof SessionEnded ended
                ? ended.error()
                : errorOf(ctx.submission().get("error"));
        Optional<OidcTokenProvider> only = providers.onlyOidc();
        boolean needsNoChoice = only.isPresent() && (error == null || isSolvedBySignIn(error));
        if (ctx.site().hasOwnSignInPage()) {
            ctx.redirect(ctx.site().signIn(ctx.request(), callbackUrl, error));
        } else if (needsNoChoice && ctx.isPage()) {
            oidcSignIn.start(ctx, only.get());
        } else {
            Texts texts = ctx.texts();
            String content = message(texts, error) + choice(ctx, texts, callbackUrl, error);
            ctx.page(new Page(texts, texts.get("sign-in"), content));
        }
    }

    private static @Nullable ErrorCode errorOf(@Nullable String code) {
        Optional<ErrorCode> known = Arrays.stream(ErrorCode.values())
                .filter(error -> error.code().equals(code))
                .findFirst();
        return known.orElse(null);
    }

    /** A single OpenID Provider is used at once. */
    private static boolean isSolvedBySignIn(ErrorCode error) {
        return error == ErrorCode.SESSION_REQUIRED || ENDED.contains(error);
    }

    private static String message(Texts texts, @Nullable ErrorCode error) {
        if (error == null || error == ErrorCode.SESSION_REQUIRED) {
            return "<p class=\"lead\">" + Page.escape(texts.get(ErrorCode.SESSION_REQUIRED)) + "</p>\n";
        }
        return ENDED.contains(error) ? Page.note(texts.get(error)) : Page.error(texts.get(error));
    }

    private String choice(EndpointContext ctx, Texts texts, @Nullable String callbackUrl, @Nullable ErrorCode error) {
        StringBuilder html = new StringBuilder();
        for (CredentialsTokenProvider provider : providers.credentials()) {
            String button = button(texts, provider, providers.credentials().size() > 1);
            html.append(new SignInForm(ctx, texts, provider.settings()).html(button, callbackUrl));
        }
        if (!providers.credentials().isEmpty() && !providers.oidc().isEmpty()) {
            html.append("<p class=\"or\">").append(Page.escape(texts.get("or"))).append("</p>\n");
        }
        StringBuilder links = new StringBuilder();
        for (OidcTokenProvider provider : providers.oidc()) {
            String address = address(ctx, provider, callbackUrl, error);
            String button = button(texts, provider, providers.areSeveral());
            links.append(providers.areSeveral() ? Page.otherLink(address, button) : Page.link(address, button));
        }
        return links.isEmpty()
                ? html.toString()
                : html.append(Page.actions(links.toString())).toString();
    }

    private static String button(Texts texts, TokenProvider provider, boolean isNamed) {
        String name = texts.orElse("provider." + provider.name(), provider.name());
        return isNamed ? texts.fill("sign-in-with", name) : texts.get("sign-in");
    }

    /** After {@code AccessDenied} the provider asks for the account, which it would take for granted otherwise. */
    private static String address(
            EndpointContext ctx, OidcTokenProvider provider, @Nullable String callbackUrl, @Nullable ErrorCode error) {
        List<String> query = new ArrayList<>();
        if (callbackUrl != null) {
            query.add("callbackUrl=" + URLEncoder.encode(callbackUrl, StandardCharsets.UTF_8));
        }
        if (error == ErrorCode.ACCESS_DENIED) {
            query.add("prompt=login");
        }
        return ctx.endpoint("/signin/" + provider.name()) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
