package org.authfilter.internal.endpoint;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.authfilter.ErrorCode;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.web.Page;
import org.authfilter.internal.web.SessionAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /signin}: the sign-in page, with a form for each credentials provider and a link for each OpenID Provider. A
 * login field in the address, as in {@code /signin?code=…}, is filled in; only the user submits the form.
 */
final class SignInPage implements Endpoint {

    private static final List<String> EMAIL_FIELDS = List.of("email", "e-mail", "mail");
    private static final List<String> NAME_FIELDS = List.of("username", "user", "login", "name");

    private static final List<String> CODE_FIELDS = List.of("code", "otp", "one-time-code");
    private static final List<String> OUR_PARAMETERS = List.of("callbackUrl", "error", "csrfToken");

    /** Errors after which a sign-in is all that is needed: a single OpenID Provider is used at once. */
    private static final Set<ErrorCode> SOLVED_BY_SIGN_IN =
            Set.of(ErrorCode.SESSION_REQUIRED, ErrorCode.SESSION_EXPIRED, ErrorCode.REFRESH_ACCESS_TOKEN_ERROR);

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
        if (result instanceof Authenticated || result instanceof TokenUnavailable) {
            ctx.redirect(ctx.callbackUrlOrRoot());
            return;
        }
        String callbackUrl = ctx.callbackUrl();
        ErrorCode error = result instanceof SessionEnded ended
                ? ended.error()
                : errorOf(ctx.submission().get("error"));
        Optional<OidcTokenProvider> only = providers.onlyOidc();
        boolean needsNoChoice = only.isPresent() && (error == null || SOLVED_BY_SIGN_IN.contains(error));
        if (ctx.site().hasOwnSignInPage()) {
            ctx.redirect(ctx.site().signIn(ctx.request(), callbackUrl, error));
        } else if (needsNoChoice && ctx.isPage()) {
            oidcSignIn.start(ctx, only.get());
        } else {
            ctx.page(new Page("Sign in", html(ctx, callbackUrl, error)));
        }
    }

    private static @Nullable ErrorCode errorOf(@Nullable String code) {
        Optional<ErrorCode> known = Arrays.stream(ErrorCode.values())
                .filter(error -> error.code().equals(code))
                .findFirst();
        return known.orElse(null);
    }

    private String html(EndpointContext ctx, @Nullable String callbackUrl, @Nullable ErrorCode error) {
        StringBuilder html = new StringBuilder();
        if (error != null) {
            html.append("<p role=\"alert\">")
                    .append(Page.escape(error.message()))
                    .append("</p>\n");
        }
        for (CredentialsTokenProvider provider : providers.credentials()) {
            html.append(form(ctx, provider, callbackUrl));
        }
        for (OidcTokenProvider provider : providers.oidc()) {
            html.append(link(ctx, provider, callbackUrl));
        }
        return html.toString();
    }

    private String form(EndpointContext ctx, CredentialsTokenProvider provider, @Nullable String callbackUrl) {
        StringBuilder form = new StringBuilder("<form method=\"post\" action=\"")
                .append(Page.escape(ctx.endpoint("/signin/" + provider.name())))
                .append("\">\n");
        CredentialsSettings settings = provider.settings();
        for (String field : settings.formFields()) {
            boolean isSecret = settings.secretFields().contains(field);
            form.append(input(
                    field,
                    isSecret,
                    isSecret ? "" : prefilled(ctx, field),
                    !settings.optionalFields().contains(field)));
        }
        if (callbackUrl != null) {
            form.append("<input type=\"hidden\" name=\"callbackUrl\" value=\"")
                    .append(Page.escape(callbackUrl))
                    .append("\">\n");
        }
        String with = providers.areSeveral() ? " with " + Page.escape(provider.name()) : "";
        return form.append("<button type=\"submit\">Sign in")
                .append(with)
                .append("</button>\n</form>\n")
                .toString();
    }

    /** The value of a field in the address, as a link in an e-mail has it. */
    private static String prefilled(EndpointContext ctx, String field) {
        String value = OUR_PARAMETERS.contains(field) ? null : ctx.submission().get(field);
        return value == null ? "" : " value=\"" + Page.escape(value) + "\"";
    }

    private static String link(EndpointContext ctx, OidcTokenProvider provider, @Nullable String callbackUrl) {
        String address = ctx.endpoint("/signin/" + provider.name());
        String query =
                callbackUrl == null ? "" : "?callbackUrl=" + URLEncoder.encode(callbackUrl, StandardCharsets.UTF_8);
        return "<a class=\"button\" href=\"" + Page.escape(address + query) + "\">Sign in with "
                + Page.escape(provider.name()) + "</a>\n";
    }

    private static String input(String field, boolean isSecret, String value, boolean isRequired) {
        String name = field.toLowerCase(Locale.ROOT);
        String attributes = "type=\"text\"";
        if (isSecret) {
            attributes = "type=\"password\" autocomplete=\"current-password\"";
        } else if (EMAIL_FIELDS.contains(name)) {
            attributes = "type=\"email\" autocomplete=\"username\"";
        } else if (NAME_FIELDS.contains(name)) {
            attributes = "type=\"text\" autocomplete=\"username\"";
        } else if (CODE_FIELDS.contains(name)) {
            attributes = "type=\"text\" autocomplete=\"one-time-code\"";
        }
        return "<label>" + Page.escape(label(field)) + "<input name=\"" + Page.escape(field) + "\" " + attributes
                + value + (isRequired ? " required" : "") + "></label>\n";
    }

    private static String label(String field) {
        String words = field.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("[_-]+", " ");
        return words.substring(0, 1).toUpperCase(Locale.ROOT)
                + words.substring(1).toLowerCase(Locale.ROOT);
    }
}
