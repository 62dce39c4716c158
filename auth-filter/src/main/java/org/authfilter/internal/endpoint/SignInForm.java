package org.authfilter.internal.endpoint;

import java.util.List;
import java.util.Locale;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.web.Page;
import org.authfilter.internal.web.Texts;
import org.jspecify.annotations.Nullable;

/** The form for the login fields of one credentials provider. */
record SignInForm(EndpointContext ctx, Texts texts, CredentialsSettings settings) {

    private static final List<String> EMAIL_FIELDS = List.of("email", "e-mail", "mail");
    private static final List<String> NAME_FIELDS =
            List.of("username", "user", "login", "name", "identifier", "identity");
    private static final List<String> CODE_FIELDS = List.of("code", "otp", "one-time-code", "totp");
    private static final List<String> OUR_PARAMETERS = List.of("callbackUrl", "error", "csrfToken");

    String html(String button, @Nullable String callbackUrl) {
        StringBuilder form = new StringBuilder("<form method=\"post\" action=\"")
                .append(Page.escape(ctx.endpoint("/signin/" + settings.name())))
                .append("\">\n");
        settings.formFields().forEach(field -> form.append(input(field)));
        return form.append(Page.hidden("callbackUrl", callbackUrl))
                .append("<button type=\"submit\">")
                .append(Page.escape(button))
                .append("</button>\n</form>\n")
                .toString();
    }

    private String input(String field) {
        boolean isOptional = settings.optionalFields().contains(field);
        String hint = isOptional ? " <span>(" + Page.escape(texts.get("optional")) + ")</span>" : "";
        return "<label><b>" + Page.escape(texts.orElse("field." + field, words(field))) + hint + "</b><input name=\""
                + Page.escape(field) + "\" " + attributes(field) + (isOptional ? "" : " required") + "></label>\n";
    }

    private String attributes(String field) {
        if (settings.secretFields().contains(field)) {
            return "type=\"password\" autocomplete=\"current-password\"";
        }
        String name = field.toLowerCase(Locale.ROOT);
        String type = EMAIL_FIELDS.contains(name) ? "email" : "text";
        String attributes = "type=\"" + type + "\"";
        if (type.equals("email") || NAME_FIELDS.contains(name)) {
            attributes += " autocomplete=\"username\"";
        } else if (CODE_FIELDS.contains(name)) {
            attributes += " autocomplete=\"one-time-code\"";
        }
        return attributes + prefilled(field) + " autocapitalize=\"none\" spellcheck=\"false\"";
    }

    /** The value of a field in the address, as a link in an e-mail has it. */
    private String prefilled(String field) {
        String value = OUR_PARAMETERS.contains(field) ? null : ctx.submission().get(field);
        return value == null ? "" : " value=\"" + Page.escape(value) + "\"";
    }

    private static String words(String field) {
        String words = field.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("[_-]+", " ");
        return words.substring(0, 1).toUpperCase(Locale.ROOT)
                + words.substring(1).toLowerCase(Locale.ROOT);
    }
}
