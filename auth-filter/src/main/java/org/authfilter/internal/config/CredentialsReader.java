package org.authfilter.internal.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one provider of type {@code credentials}. */
final class CredentialsReader {

    private static final String NO_POINTER = "";
    private static final URI AFTER_MISTAKE = URI.create("");

    private CredentialsReader() {}

    static CredentialsSettings read(String name, ConfigReader lookup) {
        URI loginUrl = lookup.mandatory(
                CredentialsKey.LOGIN_URL.of(name), Converters::url, "write the address that takes the credentials");
        RefreshCarrier carrier = lookup.required(
                CredentialsKey.REFRESH_CARRIER,
                name,
                value -> Converters.choice(RefreshCarrier.class, value),
                RefreshCarrier.JSON);
        return new CredentialsSettings(
                name,
                loginUrl == null ? AFTER_MISTAKE : loginUrl,
                lookup.required(CredentialsKey.LOGIN_FIELDS, name, Converters::fields, List.of()),
                lookup.optional(CredentialsKey.REFRESH_URL, name, Converters::url),
                lookup.required(
                        CredentialsKey.REFRESH_FIELD,
                        name,
                        carrier == RefreshCarrier.HEADER ? Converters::headerName : value -> value,
                        "token"),
                carrier,
                lookup.optional(CredentialsKey.LOGOUT_URL, name, Converters::url),
                lookup.optional(CredentialsKey.PROFILE_URL, name, Converters::url),
                pointers(name, lookup),
                lookup.required(
                        CredentialsKey.EXPIRY_UNIT,
                        name,
                        value -> Converters.choice(ExpiryUnit.class, value),
                        ExpiryUnit.EPOCH_MILLIS),
                verification(name, lookup));
    }

    private static CredentialsSettings.@Nullable Verification verification(String name, ConfigReader lookup) {
        String remedy = "say " + CredentialsKey.JWKS_URL.of(name)
                + " as well: without the issuer's keys nothing is verified; or leave this out";
        lookup.demand(CredentialsKey.JWKS_URL, CredentialsKey.ISSUER, name, remedy);
        lookup.demand(CredentialsKey.JWKS_URL, CredentialsKey.AUDIENCE, name, remedy);
        URI jwksUrl = lookup.optional(CredentialsKey.JWKS_URL, name, Converters::url);
        String issuer = lookup.optional(CredentialsKey.ISSUER, name, value -> value);
        String audience = lookup.optional(CredentialsKey.AUDIENCE, name, value -> value);
        return jwksUrl == null ? null : new CredentialsSettings.Verification(jwksUrl, issuer, audience);
    }

    private static CredentialsSettings.Pointers pointers(String name, ConfigReader lookup) {
        String user = pointer(CredentialsKey.USER, name, lookup);
        return new CredentialsSettings.Pointers(
                pointer(CredentialsKey.ACCESS_TOKEN, name, lookup),
                pointer(CredentialsKey.REFRESH_TOKEN, name, lookup),
                pointer(CredentialsKey.EXPIRY, name, lookup),
                pointer(CredentialsKey.REFRESH_EXPIRY, name, lookup),
                user,
                roles(user, name, lookup));
    }

    private static String pointer(CredentialsKey key, String name, ConfigReader lookup) {
        return lookup.required(key, name, Converters::pointer, NO_POINTER);
    }

    /** Unless said otherwise, the roles stand with the user, as the name and the e-mail address do. */
    private static String roles(String user, String name, ConfigReader lookup) {
        String said = lookup.optional(CredentialsKey.ROLES, name, Converters::pointer);
        return said == null ? user + "/roles" : said;
    }
}
