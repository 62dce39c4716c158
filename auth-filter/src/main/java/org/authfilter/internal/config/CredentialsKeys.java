package org.authfilter.internal.config;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The keys of a provider of type {@code credentials}, each behind {@code provider.NAME.}. */
final class CredentialsKeys {

    static final KeyGroup GROUP = new KeyGroup();

    private static final String NOTHING_IS_VERIFIED = "without the issuer's keys no token is verified";

    static final Key<ProviderKind> TYPE =
            GROUP.type("`credentials`: a separate backend takes credentials and issues tokens");

    static final Key<Preset> PRESET = GROUP.key("preset")
            .choice(Preset.class)
            .byDefault("json")
            .describedAs("defaults for other keys: `json`, or `oauth2` for a token endpoint with the password grant of"
                    + " RFC 6749");

    static final Key<URI> LOGIN_URL = GROUP.key("login-url")
            .url()
            .required("write the address that takes the credentials")
            .describedAs("takes the login fields; required");

    static final Key<LoginCarrier> LOGIN_CARRIER = GROUP.key("login-carrier")
            .choice(LoginCarrier.class)
            .byDefault("json")
            .inPreset(Preset.OAUTH2, "form")
            .describedAs("how the login fields are sent: as a `json` object or as a `form`");

    static final Key<List<String>> LOGIN_FIELDS = GROUP.key("login-fields")
            .fields()
            .byDefault("email,password")
            .inPreset(Preset.OAUTH2, "username,password")
            .describedAs("the fields of the sign-in form. A link such as `/auth/signin?email=…` fills in a field, but"
                    + " never a secret one; the user still submits the form. With a `sign-in-page`, link to that page");

    static final Key<List<String>> OPTIONAL_FIELDS = GROUP.key("optional-fields")
            .fields()
            .describedAs(
                    "further fields of the sign-in form that may stay empty, such as `otp`: then they are not sent");

    static final Key<List<String>> SECRET_FIELDS = GROUP.key("secret-fields")
            .fields()
            .describedAs("the fields that are neither shown while the user types nor filled in from an address; unset,"
                    + " all but the first of `login-fields`");

    static final Key<Map<String, String>> LOGIN_PARAMS = GROUP.key("login-params")
            .params()
            .secret()
            .inPreset(Preset.OAUTH2, "grant_type=password")
            .describedAs(
                    "constants that are sent with the login fields, `client_id=shop&device=web`; in JSON, `true` and"
                            + " `false` are no strings");

    static final Key<URI> REFRESH_URL = GROUP.key("refresh-url")
            .url()
            .describedAs("takes the refresh token; without it, sessions end with the access token. With `oauth2` the"
                    + " default is `login-url`");

    static final Key<String> REFRESH_FIELD = GROUP.key("refresh-field")
            .text()
            .byDefault("token")
            .inPreset(Preset.OAUTH2, "refresh_token")
            .check(CredentialsKeys::requireHeaderName)
            .describedAs("the name under which the refresh token is sent; with `header`, the name of the header");

    static final Key<RefreshCarrier> REFRESH_CARRIER = GROUP.key("refresh-carrier")
            .choice(RefreshCarrier.class)
            .byDefault("json")
            .inPreset(Preset.OAUTH2, "form")
            .describedAs(
                    "how the refresh token is sent: `json`, `form`, `header`, or `bearer` (`Authorization: Bearer …`)");

    static final Key<RefreshedToken> REFRESH_SEND = GROUP.key("refresh-send")
            .choice(RefreshedToken.class)
            .byDefault("refresh-token")
            .describedAs("`access-token` for a backend without refresh tokens, which takes the access token instead");

    static final Key<Map<String, String>> REFRESH_PARAMS = GROUP.key("refresh-params")
            .params()
            .secret()
            .inPreset(Preset.OAUTH2, "grant_type=refresh_token")
            .describedAs("constants that are sent with the refresh token, as `login-params`");

    static final Key<String> REFRESH_ACCESS_FIELD = GROUP.key("refresh-access-field")
            .text()
            .describedAs(
                    "the name under which the access token is sent along with the refresh token; unset, it is not");

    static final Key<URI> LOGOUT_URL = GROUP.key("logout-url")
            .url()
            .describedAs("called at sign-out with the refresh token, sent in the same way, and with the access token as"
                    + " bearer");

    static final Key<URI> PROFILE_URL = GROUP.key("profile-url")
            .url()
            .describedAs("describes the owner of an access token as JSON. Read at sign-in, which fails without it, and"
                    + " at `POST /auth/session`, where the known user stays if it is unavailable; never at an"
                    + " ordinary refresh");

    static final Key<List<String>> ACCESS_TOKEN = GROUP.key("access-token")
            .pointers()
            .byDefault("/accessToken")
            .inPreset(Preset.OAUTH2, "/access_token")
            .describedAs("JSON pointer (RFC 6901) into the response, or several separated by commas, of which the first"
                    + " that points to something counts; the same holds for the other pointers");

    static final Key<List<String>> REFRESH_TOKEN = GROUP.key("refresh-token")
            .pointers()
            .byDefault("/refreshToken")
            .inPreset(Preset.OAUTH2, "/refresh_token")
            .describedAs("JSON pointer");

    static final Key<List<String>> EXPIRY = GROUP.key("expiry")
            .pointers()
            .byDefault("/accessTokenExpiry")
            .inPreset(Preset.OAUTH2, "/expires_in")
            .describedAs("JSON pointer; without a value there, the JWT's `exp` counts");

    static final Key<List<String>> REFRESH_EXPIRY = GROUP.key("refresh-expiry")
            .pointers()
            .byDefault("/refreshTokenExpiry")
            .inPreset(Preset.OAUTH2, "/refresh_expires_in,/refresh_token_expires_in")
            .describedAs("JSON pointer");

    static final Key<ExpiryUnit> EXPIRY_UNIT = GROUP.key("expiry-unit")
            .choice(ExpiryUnit.class)
            .byDefault("epoch-millis")
            .inPreset(Preset.OAUTH2, "seconds")
            .describedAs("`epoch-millis`, `epoch-seconds`, `seconds` (from now on) or `iso-8601`, which reads what the"
                    + " date libraries of most languages write; without an offset it is UTC");

    static final Key<List<String>> USER = GROUP.key("user")
            .pointers()
            .byDefault("/user")
            .describedAs("JSON pointer to an object with `name` and `email`, `\"\"` for the whole response; without a"
                    + " name, the JWT's `sub` is the name, else the first login field. The profile goes before the"
                    + " response; a profile without a value there is the user itself");

    static final Key<List<String>> USER_NAME = GROUP.key("user-name")
            .pointers()
            .describedAs("JSON pointer to the name, in the profile or the response; unset, `name` of the user");

    static final Key<List<String>> USER_EMAIL = GROUP.key("user-email")
            .pointers()
            .describedAs("JSON pointer to the e-mail address; unset, `email` of the user");

    static final Key<List<String>> ROLES = GROUP.key("roles")
            .pointers()
            .describedAs(
                    "JSON pointer to an array, or to a string or an object, which is one role; unset, `roles` of the user."
                            + " Searched in the profile, then in the response, then in the JWT");

    static final Key<List<String>> ROLE_NAME = GROUP.key("role-name")
            .fields()
            .byDefault("name,authority")
            .describedAs("the member that names a role if roles are objects; the first one that there is");

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
