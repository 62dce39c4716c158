package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.authfilter.ErrorCode;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.web.Page;
import org.authfilter.internal.web.RequestKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /signin}: the sign-in page, a plain form for each provider that takes credentials, a link for each OpenID
 * Provider. A login field that the address names, as in {@code /signin?code=…}, is filled in; submitting stays with the
 * user.
 */
final class SignInPage implements Endpoint {

    private static final List<String> EMAIL_FIELDS = List.of("email", "e-mail", "mail");
    private static final List<String> NAME_FIELDS = List.of("username", "user", "login", "name");

    private static final List<String> CODE_FIELDS = List.of("code", "otp", "one-time-code");
    private static final List<String> OUR_PARAMETERS = List.of("callbackUrl", "error", "csrfToken");

    /** Of these the user knows already, and another sign-in is the remedy: an only provider is visited at once. */
    private static final Set<ErrorCode> GOING_STRAIGHT_ON =
            Set.of(ErrorCode.SESSION_REQUIRED, ErrorCode.SESSION_EXPIRED, ErrorCode.REFRESH_ACCESS_TOKEN_ERROR);

    private final EndpointParts parts;
    private final OidcSignIn oidcSignIn;

    SignInPage(EndpointParts parts, OidcSignIn oidcSignIn) {
        this.parts = parts;
        this.oidcSignIn = oidcSignIn;
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AuthenticationResult freshness =
                parts.admission().authenticate(parts.sessions().of(request), false);
        String given = Submission.parameter(request, "callbackUrl");
        if (freshness instanceof Authenticated || freshness instanceof TokenUnavailable) {
            String goOn = parts.site().callbackUrlOrRoot(request, given);
            parts.answers().redirect(response, parts.site().location(request, goOn));
            return;
        }
        String callbackUrl = parts.site().callbackUrl(request, given);
        ErrorCode error = error(request, freshness);
        Optional<OidcTokenProvider> only = parts.providers().onlyOidc();
        boolean goesStraightOn = error == null || GOING_STRAIGHT_ON.contains(error);
        if (parts.site().hasOwnSignInPage()) {
            String page = parts.site().signIn(request, callbackUrl, error);
            parts.answers().redirect(response, parts.site().location(request, page));
        } else if (only.isPresent() && goesStraightOn && RequestKind.of(request) == RequestKind.PAGE) {
            oidcSignIn.start(only.get(), request, response);
        } else {
            parts.answers()
                    .page(response, HttpServletResponse.SC_OK, new Page("Sign in", html(request, callbackUrl, error)));
        }
    }

    private static @Nullable ErrorCode error(HttpServletRequest request, AuthenticationResult freshness) {
        return freshness instanceof SessionEnded ended
                ? ended.error()
                : errorOf(Submission.parameter(request, "error"));
    }

    private static @Nullable ErrorCode errorOf(@Nullable String code) {
        Optional<ErrorCode> known = Arrays.stream(ErrorCode.values())
                .filter(error -> error.code().equals(code))
                .findFirst();
        return known.orElse(null);
    }

    private String html(HttpServletRequest request, @Nullable String callbackUrl, @Nullable ErrorCode error) {
        StringBuilder html = new StringBuilder();
        if (error != null) {
            html.append("<p role=\"alert\">")
                    .append(Page.escape(error.message()))
                    .append("</p>\n");
        }
        for (CredentialsTokenProvider provider : parts.providers().credentials()) {
            html.append(form(request, provider, callbackUrl));
        }
        for (OidcTokenProvider provider : parts.providers().oidc()) {
            html.append(link(request, provider, callbackUrl));
        }
        return html.toString();
    }

    private String form(HttpServletRequest request, CredentialsTokenProvider provider, @Nullable String callbackUrl) {
        StringBuilder form = new StringBuilder("<form method=\"post\" action=\"")
                .append(Page.escape(parts.site().endpoint(request, "/signin/" + provider.name())))
                .append("\">\n");
        for (String field : provider.settings().loginFields()) {
            form.append(input(field, handedOver(request, field)));
        }
        if (callbackUrl != null) {
            form.append("<input type=\"hidden\" name=\"callbackUrl\" value=\"")
                    .append(Page.escape(callbackUrl))
                    .append("\">\n");
        }
        String with = parts.providers().areSeveral() ? " with " + Page.escape(provider.name()) : "";
        return form.append("<button type=\"submit\">Sign in")
                .append(with)
                .append("</button>\n</form>\n")
                .toString();
    }

    /** What the address gives for a field, as a link in an e-mail does with a code; a password never comes that way. */
    private static String handedOver(HttpServletRequest request, String field) {
        String value =
                isPassword(field) || OUR_PARAMETERS.contains(field) ? null : Submission.parameter(request, field);
        return value == null ? "" : " value=\"" + Page.escape(value) + "\"";
    }

    private static boolean isPassword(String field) {
        String name = field.toLowerCase(Locale.ROOT);
        return name.contains("password") || name.equals("pin");
    }

    private String link(HttpServletRequest request, OidcTokenProvider provider, @Nullable String callbackUrl) {
        String address = parts.site().endpoint(request, "/signin/" + provider.name());
        String query =
                callbackUrl == null ? "" : "?callbackUrl=" + URLEncoder.encode(callbackUrl, StandardCharsets.UTF_8);
        return "<a class=\"button\" href=\"" + Page.escape(address + query) + "\">Sign in with "
                + Page.escape(provider.name()) + "</a>\n";
    }

    private static String input(String field, String value) {
        String name = field.toLowerCase(Locale.ROOT);
        String attributes = "type=\"text\"";
        if (isPassword(field)) {
            attributes = "type=\"password\" autocomplete=\"current-password\"";
        } else if (EMAIL_FIELDS.contains(name)) {
            attributes = "type=\"email\" autocomplete=\"username\"";
        } else if (NAME_FIELDS.contains(name)) {
            attributes = "type=\"text\" autocomplete=\"username\"";
        } else if (CODE_FIELDS.contains(name)) {
            attributes = "type=\"text\" autocomplete=\"one-time-code\"";
        }
        return "<label>" + Page.escape(label(field)) + "<input name=\"" + Page.escape(field) + "\" " + attributes
                + value + " required></label>\n";
    }

    private static String label(String field) {
        String words = field.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("[_-]+", " ");
        return words.substring(0, 1).toUpperCase(Locale.ROOT)
                + words.substring(1).toLowerCase(Locale.ROOT);
    }
}
