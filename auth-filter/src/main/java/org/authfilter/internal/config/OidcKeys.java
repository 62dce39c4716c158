package org.authfilter.internal.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The keys of a provider of type {@code oidc}, each behind {@code provider.NAME.}. */
final class OidcKeys {

    static final KeyGroup GROUP = new KeyGroup();

    private static final List<String> SIGNING_ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    static final Key<ProviderKind> TYPE =
            GROUP.type("`oidc`: any OpenID Provider, by authorization code flow with PKCE");

    static final Key<String> ISSUER = GROUP.key("issuer")
            .address(OidcKeys::issuer)
            .required("write the provider's issuer, such as https://login.example/realms/shop")
            .describedAs("exactly as the provider writes it, a final slash included; required");

    static final Key<URI> DISCOVERY_URL = GROUP.key("discovery-url")
            .url()
            .describedAs(
                    "the address of the discovery document if this server can't reach the one below the issuer, as in"
                            + " a network of containers; the `issuer` in the document must still be the same");

    static final Key<String> CLIENT_ID = GROUP.key("client-id")
            .text()
            .required("write the id under which the provider knows this client")
            .describedAs("the id under which the provider knows this client; required");

    static final Key<String> CLIENT_SECRET = GROUP.key("client-secret")
            .text()
            .secret()
            .onlyWhere(OidcKeys::hasSecret)
            .required("write the client's secret; a client without one has client-auth=private_key_jwt or none")
            .describedAs(
                    "required unless `client-auth` needs none; better as `${NAME}`. It must be one that the provider"
                            + " generates, or as long and random: keys of cookies are derived from it");

    static final Key<ClientAuthMethod> CLIENT_AUTH = GROUP.key("client-auth")
            .convertedBy(ClientAuthMethod::of)
            .byDefault("client_secret_basic")
            .describedAs("or `client_secret_post`, `private_key_jwt`, `none`");

    static final Key<OidcPrivateKey> PRIVATE_KEY = GROUP.key("private-key")
            .convertedBy(OidcPrivateKey::parse)
            .secret()
            .onlyWhere(OidcKeys::hasPrivateKey)
            .required("client-auth=private_key_jwt needs the key: write it as PEM text in PKCS#8 or as a JWK")
            .check(OidcKeys::requireFitting)
            .describedAs("for `private_key_jwt`: PEM text in PKCS#8, or a JWK");

    static final Key<String> PRIVATE_KEY_ID = GROUP.key("private-key-id")
            .text()
            .onlyWhere(OidcKeys::hasPrivateKey)
            .describedAs("the `kid` under which the provider knows the key; unset, the `kid` of the JWK");

    static final Key<String> PRIVATE_KEY_ALG = GROUP.key("private-key-alg")
            .convertedBy(OidcKeys::signingAlgorithm)
            .onlyWhere(OidcKeys::hasPrivateKey)
            .byDefault("RS256")
            .describedAs("or `RS384` … `PS512`, `ES256` … `ES512`, `EdDSA`");

    static final Key<String> SCOPE = GROUP.key("scope")
            .convertedBy(OidcKeys::scope)
            .byDefault("openid profile email")
            .describedAs("the requested scopes; add `offline_access` where the provider demands it for refresh tokens");

    static final Key<Map<String, String>> AUTHORIZATION_PARAMS = GROUP.key("authorization-params")
            .convertedBy(AuthorizationParams::parse)
            .describedAs("further parameters of authorization requests, `audience=shop&prompt=login`. Of a request's"
                    + " query only `prompt`, `login_hint`, `ui_locales`, `acr_values` and `max_age` are passed on:"
                    + " `prompt` and `acr_values` if none is configured here, and `max_age` if it is smaller");

    static final Key<Boolean> FORM_POST = GROUP.key("response-mode")
            .either("form_post", "query")
            .byDefault("query")
            .describedAs("how the browser brings the authorization response back: in the `query` of the address, or by"
                    + " `form_post`, which needs an https site");

    static final Key<List<String>> REQUIRED_ACR = GROUP.key("required-acr")
            .fields()
            .describedAs(
                    "the `acr` that ID tokens of sign-ins must have, or several separated by commas, of which one is"
                            + " enough. Requested by `acr_values` if `authorization-params` has none");

    static final Key<List<String>> TRUSTED_AUDIENCES = GROUP.key("trusted-audiences")
            .fields()
            .describedAs("values besides `client-id` that the `aud` of an ID token may have, separated by commas");

    static final Key<List<String>> SIGNING_ALGS = GROUP.key("signing-algs")
            .convertedBy(OidcKeys::signingAlgorithms)
            .byDefault(String.join(",", SIGNING_ALGORITHMS), "`RS256` … `EdDSA`")
            .describedAs(
                    "the algorithms that ID tokens, logout tokens and signed UserInfo may be signed with, separated"
                            + " by commas: `RS256` … `RS512`, `PS256` … `PS512`, `ES256` … `ES512`, `EdDSA`");

    static final Key<List<String>> RESOURCE = GROUP.key("resource")
            .convertedBy(OidcKeys::resources)
            .describedAs("the `resource` parameter (RFC 8707): where the tokens are used, separated by commas");

    static final Key<String> ROLES = GROUP.key("roles")
            .pointer()
            .describedAs("JSON pointer into the ID token, UserInfo or a JWT access token; the first that has a value"
                    + " there counts. Of an object, the names of its members are the roles; of objects in an array,"
                    + " their `name`");

    static final Key<String> NAME_CLAIM = GROUP.key("name-claim")
            .text()
            .byDefault("preferred_username")
            .describedAs("the claim with the user's name, searched in the same places, as `email` is; without it,"
                    + " `sub`");

    static final Key<PrincipalName> PRINCIPAL =
            GROUP.key("principal").principal().describedAs(PrincipalName.DOCUMENTATION);

    static final Key<UserInfoMode> USERINFO = GROUP.key("userinfo")
            .choice(UserInfoMode.class)
            .byDefault("auto")
            .describedAs("reads UserInfo, plain or signed but not encrypted, at a sign-in and at a refresh on demand:"
                    + " `auto` where the provider allows it, `true` (a sign-in fails without it), `false`");

    static final Key<PushedRequests> PAR = GROUP.key("par")
            .choice(PushedRequests.class)
            .byDefault("auto")
            .describedAs("pushed authorization requests (RFC 9126): `auto` where the provider offers them, `always`,"
                    + " `never`. One address can start 600 sign-ins a minute with them");

    static final Key<Boolean> REVOKE_ON_SIGN_OUT = GROUP.key("revoke-on-sign-out")
            .bool()
            .byDefault("true")
            .describedAs("revokes the refresh token at a sign-out");

    static final Key<Boolean> SIGN_OUT_VISIT = GROUP.key("sign-out-visit")
            .either("auto", "never")
            .byDefault("auto")
            .describedAs("`auto`: a sign-out leads the browser to the provider's `end_session_endpoint`, if it has one;"
                    + " `never`: the user stays signed in at the provider");

    static final Key<Map<String, String>> SIGN_OUT_PARAMS = GROUP.key("sign-out-params")
            .convertedBy(OidcKeys::signOutParams)
            .describedAs("the parameters of that visit, instead of those of the standard (`id_token_hint`,"
                    + " `client_id`, `post_logout_redirect_uri`, `state`); `{returnUrl}` is the address at which the"
                    + " browser comes back, `{clientId}` the `client-id`");

    private OidcKeys() {}

    private static boolean hasSecret(Values values) {
        ClientAuthMethod method = values.find(CLIENT_AUTH);
        return method == ClientAuthMethod.CLIENT_SECRET_BASIC || method == ClientAuthMethod.CLIENT_SECRET_POST;
    }

    private static boolean hasPrivateKey(Values values) {
        return values.find(CLIENT_AUTH) == ClientAuthMethod.PRIVATE_KEY_JWT;
    }

    /** Unchanged: issuers are compared character by character (OpenID Connect Discovery 1.0, section 4.3). */
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

    private static Map<String, String> signOutParams(String value) {
        Map<String, String> params = Converters.params(value);
        if (params.values().stream().allMatch(param -> param.matches("([^{}]|\\{returnUrl}|\\{clientId})*"))) {
            return params;
        }
        throw new IllegalArgumentException("only {returnUrl} and {clientId} are filled in");
    }

    private static List<String> resources(String value) {
        List<String> resources = Converters.list(value);
        resources.forEach(Converters::url);
        return resources;
    }

    private static String signingAlgorithm(String value) {
        if (SIGNING_ALGORITHMS.contains(value)) {
            return value;
        }
        throw new IllegalArgumentException("write one of " + String.join(", ", SIGNING_ALGORITHMS));
    }

    private static List<String> signingAlgorithms(String value) {
        List<String> algorithms = Converters.fields(value);
        algorithms.forEach(OidcKeys::signingAlgorithm);
        return algorithms;
    }

    private static void requireFitting(OidcPrivateKey key, Values values) {
        String algorithm = values.find(PRIVATE_KEY_ALG);
        if (algorithm != null && !key.fits(algorithm)) {
            throw new IllegalArgumentException(
                    "the key can't sign with " + algorithm + ": write another private-key-alg, or another key");
        }
    }
}
