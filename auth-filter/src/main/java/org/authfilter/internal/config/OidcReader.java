package org.authfilter.internal.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one provider of type {@code oidc}. */
final class OidcReader {

    private static final String AFTER_MISTAKE = "";

    private OidcReader() {}

    static OidcSettings read(String name, ConfigReader lookup) {
        String issuer = lookup.mandatory(
                OidcKey.ISSUER.of(name),
                OidcReader::issuer,
                "write the provider's issuer, such as https://login.example/realms/shop");
        String clientId = lookup.mandatory(
                OidcKey.CLIENT_ID.of(name), value -> value, "write the id under which the provider knows this client");
        return new OidcSettings(
                name,
                issuer == null ? AFTER_MISTAKE : issuer,
                clientId == null ? AFTER_MISTAKE : clientId,
                OidcClientAuthReader.read(name, lookup),
                lookup.required(OidcKey.SCOPE, name, OidcReader::scope, AFTER_MISTAKE),
                orElse(lookup.optional(OidcKey.AUTHORIZATION_PARAMS, name, AuthorizationParams::parse), Map.of()),
                orElse(lookup.optional(OidcKey.RESOURCE, name, OidcReader::resources), List.of()),
                lookup.optional(OidcKey.ROLES, name, Converters::pointer),
                lookup.required(OidcKey.NAME_CLAIM, name, value -> value, AFTER_MISTAKE),
                lookup.required(OidcKey.USERINFO, name, Converters::bool, true),
                lookup.required(
                        OidcKey.PAR,
                        name,
                        value -> Converters.choice(PushedRequests.class, value),
                        PushedRequests.AUTO),
                lookup.required(OidcKey.REVOKE_ON_SIGN_OUT, name, Converters::bool, true));
    }

    /** As it is written: issuers are compared character by character (OpenID Connect Discovery 1.0, section 4.3). */
    private static String issuer(String value) {
        if (Converters.url(value).getRawQuery() != null) {
            throw new IllegalArgumentException("write the issuer without a query");
        }
        return value;
    }

    private static String scope(String value) {
        if (Arrays.asList(value.split(" +")).contains("openid")) {
            return value;
        }
        throw new IllegalArgumentException("add openid: without it there is no ID token");
    }

    private static List<String> resources(String value) {
        List<String> resources = Converters.list(value);
        resources.forEach(Converters::url);
        return resources;
    }

    private static <T> T orElse(@Nullable T value, T byDefault) {
        return value == null ? byDefault : value;
    }
}
