package org.authfilter.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one provider of type {@code credentials}. */
final class CredentialsReader {

    private static final String NO_POINTER = "";

    private CredentialsReader() {}

    /** The provider; empty after a mistake that leaves nothing to read. */
    static List<CredentialsSettings> read(String name, Lookup lookup) {
        lookup.mandatory(CredentialsKey.TYPE.of(name), CredentialsReader::type, "write credentials");
        URI loginUrl = lookup.mandatory(
                CredentialsKey.LOGIN_URL.of(name), Values::url, "write the address that takes the credentials");
        if (loginUrl == null) {
            return List.of();
        }
        return List.of(new CredentialsSettings(
                name,
                loginUrl,
                lookup.required(CredentialsKey.LOGIN_FIELDS, name, Values::fields, List.of()),
                lookup.optional(CredentialsKey.REFRESH_URL, name, Values::url),
                lookup.required(CredentialsKey.REFRESH_FIELD, name, value -> value, "token"),
                lookup.required(
                        CredentialsKey.REFRESH_CARRIER,
                        name,
                        value -> Values.choice(RefreshCarrier.class, value),
                        RefreshCarrier.JSON),
                lookup.optional(CredentialsKey.LOGOUT_URL, name, Values::url),
                pointers(name, lookup),
                lookup.required(
                        CredentialsKey.EXPIRY_UNIT,
                        name,
                        value -> Values.choice(ExpiryUnit.class, value),
                        ExpiryUnit.EPOCH_MILLIS)));
    }

    private static CredentialsSettings.Pointers pointers(String name, Lookup lookup) {
        return new CredentialsSettings.Pointers(
                pointer(CredentialsKey.ACCESS_TOKEN, name, lookup),
                pointer(CredentialsKey.REFRESH_TOKEN, name, lookup),
                pointer(CredentialsKey.EXPIRY, name, lookup),
                pointer(CredentialsKey.REFRESH_EXPIRY, name, lookup),
                pointer(CredentialsKey.USER, name, lookup),
                roles(name, lookup));
    }

    private static String pointer(CredentialsKey key, String name, Lookup lookup) {
        return lookup.required(key, name, Values::pointer, NO_POINTER);
    }

    /** Unless said otherwise, the roles stand with the user, as the name and the e-mail address do. */
    private static String roles(String name, Lookup lookup) {
        String said = lookup.optional(CredentialsKey.ROLES, name, Values::pointer);
        return said == null ? pointer(CredentialsKey.USER, name, lookup) + "/roles" : said;
    }

    private static @Nullable String type(String value) {
        if (value.equals("credentials")) {
            return value;
        }
        throw new IllegalArgumentException("write credentials, the one type of this version");
    }
}
