package org.authfilter.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.authfilter.ErrorCode;
import org.authfilter.provider.credentials.CredentialsTokenProvider;
import org.authfilter.refresh.Freshness;
import org.authfilter.refresh.Freshness.Ended;
import org.authfilter.refresh.Freshness.NotRenewed;
import org.authfilter.refresh.Freshness.Usable;
import org.authfilter.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /signin}: the sign-in page, a plain form for each provider that takes credentials. A login field that the
 * address names, as in {@code /signin?code=…}, is filled in; submitting stays with the user.
 */
final class SignInPage implements Endpoint {

    private static final List<String> EMAIL_FIELDS = List.of("email", "e-mail", "mail");
    private static final List<String> NAME_FIELDS = List.of("username", "user", "login", "name");

    private static final List<String> CODE_FIELDS = List.of("code", "otp", "one-time-code");
    private static final List<String> OUR_PARAMETERS = List.of("callbackUrl", "error", "csrfToken");

    private final EndpointParts parts;

    SignInPage(EndpointParts parts) {
        this.parts = parts;
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Freshness freshness = parts.admission().admit(parts.sessions().of(request), false);
        String given = Submission.parameter(request, "callbackUrl");
        if (freshness instanceof Usable || freshness instanceof NotRenewed) {
            String goOn = parts.site().callbackUrlOrRoot(request, given);
            parts.answers().redirect(response, parts.site().location(request, goOn));
            return;
        }
        String callbackUrl = parts.site().callbackUrl(request, given);
        ErrorCode error = error(request, freshness);
        if (parts.site().hasOwnSignInPage()) {
            String page = parts.site().signIn(request, callbackUrl, error);
            parts.answers().redirect(response, parts.site().location(request, page));
        } else {
            parts.answers()
                    .page(response, HttpServletResponse.SC_OK, new Page("Sign in", html(request, callbackUrl, error)));
        }
    }

    private static @Nullable ErrorCode error(HttpServletRequest request, Freshness freshness) {
        return freshness instanceof Ended ended ? ended.error() : errorOf(Submission.parameter(request, "error"));
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
        for (CredentialsTokenProvider provider : parts.providers()) {
            html.append(form(request, provider, callbackUrl));
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
        String with = parts.providers().size() > 1 ? " with " + Page.escape(provider.name()) : "";
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
