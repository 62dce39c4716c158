package org.authfilter.internal.boot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.authfilter.testkit.FakeOpenIdProvider;

/**
 * The documented shape of a provider for which the page of providers has a recipe.
 *
 * @param name the name of the caller that the recipe finds; the same holds for the roles
 * @param expires whether the token response tells when the access token expires
 * @param describe changes the responses of a provider to those of the documentation
 */
record ProviderShape(
        String title, String name, List<String> roles, boolean expires, Consumer<FakeOpenIdProvider> describe) {

    private static final String EMAIL = "alice@example.test";
    private static final List<String> ADMIN = List.of("admin");

    static List<ProviderShape> all() {
        return List.of(
                shape("Entra ID", EMAIL, ADMIN, provider -> {
                    idToken(provider, Map.of("preferred_username", EMAIL, "roles", ADMIN, "oid", "1", "tid", "2"));
                    userInfo(provider, Map.of("name", "Alice"));
                    withoutIssuerParameter(provider);
                }),
                shape("Entra ID with an API of yours", EMAIL, ADMIN, provider -> {
                    idToken(provider, Map.of("preferred_username", EMAIL, "roles", ADMIN, "oid", "1", "tid", "2"));
                    provider.fail("/userinfo", 401, "InvalidAuthenticationToken");
                    withoutIssuerParameter(provider);
                }),
                shape("Auth0", EMAIL, ADMIN, provider -> {
                    idToken(provider, Map.of("email", EMAIL, "nickname", "alice", "https://shop.example/roles", ADMIN));
                    userInfo(provider, Map.of("email", EMAIL, "nickname", "alice"));
                    withoutIssuerParameter(provider);
                }),
                shape("Google", EMAIL, List.of(), provider -> {
                    idToken(provider, Map.of("email", EMAIL, "email_verified", true, "azp", "shop"));
                    userInfo(provider, Map.of("email", EMAIL, "name", "Alice"));
                    provider.bendDiscovery(document -> document.keySet()
                            .removeAll(
                                    Set.of("end_session_endpoint", "authorization_response_iss_parameter_supported")));
                }),
                shape("Zitadel", "alice", ADMIN, provider -> {
                    idToken(
                            provider,
                            Map.of(
                                    "aud",
                                    List.of("shop", "PROJECT-ID"),
                                    "azp",
                                    "shop",
                                    "urn:zitadel:iam:org:project:roles",
                                    Map.of("admin", Map.of("1", "shop.example"))));
                    userInfo(provider, Map.of("preferred_username", "alice", "email", EMAIL));
                }),
                shape("Okta", EMAIL, ADMIN, provider -> {
                    idToken(provider, Map.of("preferred_username", EMAIL, "groups", ADMIN, "amr", List.of("pwd")));
                    userInfo(provider, Map.of("preferred_username", EMAIL, "groups", ADMIN));
                }),
                shape("Amazon Cognito", "alice", ADMIN, provider -> {
                    idToken(
                            provider,
                            Map.of(
                                    "cognito:username",
                                    "alice",
                                    "cognito:groups",
                                    ADMIN,
                                    "token_use",
                                    "id",
                                    "email",
                                    EMAIL));
                    userInfo(provider, Map.of("username", "alice", "email", EMAIL));
                    provider.keepRefreshTokens();
                    withoutIssuerParameter(provider);
                    provider.returnAfterSignOutBy("logout_uri");
                }),
                shape("Apple", EMAIL, List.of(), provider -> {
                    idToken(provider, Map.of("email", EMAIL, "email_verified", "true", "nonce_supported", true));
                    provider.keepRefreshTokens();
                    withoutIssuerParameter(provider);
                    provider.bendDiscovery(document -> document.keySet()
                            .removeAll(Set.of(
                                    "userinfo_endpoint",
                                    "end_session_endpoint",
                                    "authorization_response_iss_parameter_supported")));
                    provider.checkAuthorizationRequest(
                            request -> require("form_post".equals(request.get("response_mode"))));
                    provider.checkTokenRequest(form -> require(form.containsKey("client_secret")));
                }),
                shape("ADFS", EMAIL, ADMIN, provider -> {
                    idToken(provider, Map.of("upn", EMAIL, "unique_name", "EXAMPLE\\alice", "role", "admin"));
                    provider.fail("/userinfo", 401, "invalid_token");
                    provider.bendTokenResponse(response -> response.put("refresh_token_expires_in", 28_799));
                    withoutIssuerParameter(provider);
                }),
                shape("PingOne", "alice", ADMIN, provider -> {
                    idToken(provider, Map.of("preferred_username", "alice", "groups", ADMIN, "env", "1"));
                    userInfo(provider, Map.of("preferred_username", "alice"));
                }),
                shape("Authentik", "alice", ADMIN, provider -> {
                    idToken(provider, Map.of("preferred_username", "alice", "groups", ADMIN, "acr", "goauthentik.io"));
                    userInfo(provider, Map.of("preferred_username", "alice", "groups", ADMIN));
                    withoutIssuerParameter(provider);
                }),
                shape("Dex", EMAIL, ADMIN, provider -> {
                    idToken(provider, Map.of("email", EMAIL, "email_verified", true, "groups", ADMIN));
                    userInfo(provider, Map.of("email", EMAIL, "groups", ADMIN));
                    provider.bendDiscovery(document -> document.keySet()
                            .removeAll(Set.of(
                                    "end_session_endpoint",
                                    "revocation_endpoint",
                                    "authorization_response_iss_parameter_supported")));
                }),
                shape("Ory Hydra", "alice", List.of(), provider -> {
                    idToken(provider, Map.of("aud", List.of("shop"), "rat", 1, "sid", "1"));
                    userInfo(provider, Map.of("preferred_username", "alice", "aud", List.of("shop")));
                }),
                new ProviderShape("Salesforce", EMAIL, List.of(), false, provider -> {
                    idToken(provider, Map.of());
                    userInfo(provider, Map.of("preferred_username", EMAIL, "email", EMAIL));
                    provider.bendTokenResponse(response -> {
                        response.remove("expires_in");
                        response.put("instance_url", "https://shop.my.salesforce.com");
                    });
                    withoutIssuerParameter(provider);
                }),
                shape("GitLab", "alice", ADMIN, provider -> {
                    idToken(provider, Map.of("preferred_username", "alice", "groups_direct", ADMIN));
                    userInfo(provider, Map.of("preferred_username", "alice", "groups", ADMIN));
                    provider.bendDiscovery(document -> document.keySet()
                            .removeAll(
                                    Set.of("end_session_endpoint", "authorization_response_iss_parameter_supported")));
                }));
    }

    private static ProviderShape shape(
            String title, String name, List<String> roles, Consumer<FakeOpenIdProvider> describe) {
        return new ProviderShape(title, name, roles, true, describe);
    }

    private static void idToken(FakeOpenIdProvider provider, Map<String, Object> claims) {
        provider.bendIdToken(all -> {
            all.keySet().removeAll(Set.of("preferred_username", "auth_time", "sid"));
            all.putAll(claims);
        });
    }

    private static void userInfo(FakeOpenIdProvider provider, Map<String, Object> claims) {
        provider.bendUserInfo(all -> {
            all.keySet().removeAll(Set.of("email", "realm_access"));
            all.putAll(claims);
        });
    }

    private static void require(boolean isMet) {
        if (!isMet) {
            throw new IllegalArgumentException("this provider refuses such a request");
        }
    }

    private static void withoutIssuerParameter(FakeOpenIdProvider provider) {
        provider.bendDiscovery(document -> document.remove("authorization_response_iss_parameter_supported"));
        provider.bendAuthorizationResponse(params -> params.remove("iss"));
    }

    /** Whether the provider has an end-session endpoint. */
    boolean seesSignOut() {
        return !Set.of("Google", "Apple", "Dex", "GitLab").contains(title);
    }

    @Override
    public String toString() {
        return title;
    }
}
