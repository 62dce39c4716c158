package org.authfilter.internal.config;

import java.net.URI;
import java.util.List;

/** The keys of a provider of type {@code credentials}, each behind {@code provider.NAME.}. */
final class CredentialsKeys {

    static final KeyGroup GROUP = new KeyGroup();

    private static final String NOTHING_IS_VERIFIED = "without the issuer's keys no token is verified";

    static final Key<ProviderKind> TYPE =
            GROUP.type("`credentials`: a separate backend takes credentials and issues tokens");

    static final Key<URI> LOGIN_URL = GROUP.key("login-url")
            .url()
            .required("write the address that takes the credentials")
            .describedAs("takes the login fields as JSON; required");

    static final Key<List<String>> LOGIN_FIELDS = GROUP.key("login-fields")
            .fields()
            .byDefault("email,password")
            .describedAs("the fields of the sign-in form. A link such as `/auth/signin?code=…` fills in a field, but"
                    + " never a password; the user still submits the form. With a `sign-in-page`, link to that page");

    static final Key<URI> REFRESH_URL = GROUP.key("refresh-url")
            .url()
            .describedAs("takes the refresh token; without it, sessions end with the access token");

    static final Key<String> REFRESH_FIELD = GROUP.key("refresh-field")
            .text()
            .byDefault("token")
            .check(CredentialsKeys::requireHeaderName)
            .describedAs("the name under which the refresh token is sent; with `header`, the name of the header");

    static final Key<RefreshCarrier> REFRESH_CARRIER = GROUP.key("refresh-carrier")
            .choice(RefreshCarrier.class)
            .byDefault("json")
            .describedAs("how the refresh token is sent: `json`, `form` or `header`");

    static final Key<URI> LOGOUT_URL = GROUP.key("logout-url")
            .url()
            .describedAs("called at sign-out with the refresh token, sent in the same way");

    static final Key<URI> PROFILE_URL = GROUP.key("profile-url")
            .url()
            .describedAs("describes the owner of an access token as JSON. Read at sign-in, which fails without it, and"
                    + " at `POST /auth/session`, where the known user stays if it is unavailable; never at an"
                    + " ordinary refresh");

    static final Key<String> ACCESS_TOKEN = GROUP.key("access-token")
            .pointer()
            .byDefault("/accessToken")
            .describedAs("JSON pointer (RFC 6901) into the response");

    static final Key<String> REFRESH_TOKEN =
            GROUP.key("refresh-token").pointer().byDefault("/refreshToken").describedAs("JSON pointer");

    static final Key<String> EXPIRY = GROUP.key("expiry")
            .pointer()
            .byDefault("/accessTokenExpiry")
            .describedAs("JSON pointer; without a value there, the JWT's `exp` counts");

    static final Key<String> REFRESH_EXPIRY = GROUP.key("refresh-expiry")
            .pointer()
            .byDefault("/refreshTokenExpiry")
            .describedAs("JSON pointer");

    static final Key<ExpiryUnit> EXPIRY_UNIT = GROUP.key("expiry-unit")
            .choice(ExpiryUnit.class)
            .byDefault("epoch-millis")
            .describedAs("`epoch-millis`, `epoch-seconds`, `seconds` (from now on) or `iso-8601`");

    static final Key<String> USER = GROUP.key("user")
            .pointer()
            .byDefault("/user")
            .describedAs("JSON pointer to an object with `name` and `email`; without a name, the JWT's `sub` is the"
                    + " name, else the first login field. The profile goes before the response; a profile without a"
                    + " value there is the user itself");

    static final Key<String> ROLES = GROUP.key("roles")
            .pointer()
            .describedAs("JSON pointer to an array, or to a string, which is one role; unset, `roles` of the user."
                    + " Searched in the profile, then in the response, then in the JWT");

    static final Key<PrincipalName> PRINCIPAL =
            GROUP.key("principal").principal().describedAs(PrincipalName.DOCUMENTATION);

    static final Key<URI> JWKS_URL = GROUP.key("jwks-url")
            .url()
            .describedAs("the issuer's public keys (RFC 7517). When set, access tokens are verified at sign-in and at"
                    + " each refresh: signed JWTs with `exp`, by RSA, ECDSA or EdDSA only; rotated keys are found");

    static final Key<String> ISSUER = GROUP.key("issuer")
            .text()
            .needs(JWKS_URL, NOTHING_IS_VERIFIED)
            .describedAs("the `iss` that access tokens must have");

    static final Key<String> AUDIENCE = GROUP.key("audience")
            .text()
            .needs(JWKS_URL, NOTHING_IS_VERIFIED)
            .describedAs("a value that the `aud` of access tokens must have");

    private CredentialsKeys() {}

    private static void requireHeaderName(String field, Values values) {
        if (values.find(REFRESH_CARRIER) == RefreshCarrier.HEADER) {
            Converters.requireHeaderName(field);
        }
    }
}
