package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.PushedRequests;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Provider. It need not be up before the first sign-in. Thread-safe; no call blocks, and none ends
 * exceptionally.
 */
public final class OidcTokenProvider implements TokenProvider {

    private final OidcSettings settings;
    private final Discovery discovery;
    private final AuthorizationRequests authorizationRequests;
    private final AuthorizationCodeGrant authorizationCodeGrant;
    private final TokenRevocation revocation;
    private final RefreshTokenGrant refreshTokenGrant;
    private final LogoutTokenValidator logoutTokens;
    private final DerivedKeys derivedKeys;

    /**
     * Sends no request yet.
     *
     * @param clockSkew tolerance for the time claims of ID tokens and logout tokens
     */
    public OidcTokenProvider(OidcSettings settings, IssuerHttpClient http, Duration clockSkew, Clock clock) {
        this.settings = settings;
        derivedKeys = DerivedKeys.of(settings);
        discovery = new Discovery(settings, http);
        ProviderEndpoints endpoints = new ProviderEndpoints(discovery, http, ClientAuthentication.of(settings, clock));
        IdTokenValidator idTokens = new IdTokenValidator(settings, discovery, clockSkew, clock);
        IdTokenClaimsValidator idTokenClaims = new IdTokenClaimsValidator(settings, clockSkew);
        UserInfo userInfo = new UserInfo(settings, endpoints, idTokens);
        authorizationRequests = new AuthorizationRequests(settings, discovery, endpoints);
        revocation = new TokenRevocation(settings, discovery, endpoints);
        authorizationCodeGrant = new AuthorizationCodeGrant(
                settings, discovery, endpoints, idTokens, idTokenClaims, userInfo, revocation, clock);
        refreshTokenGrant = new RefreshTokenGrant(
                settings,
                discovery,
                endpoints,
                new RefreshedIdTokens(settings.name(), idTokens, idTokenClaims),
                userInfo,
                revocation,
                clock);
        logoutTokens = new LogoutTokenValidator(settings, discovery, idTokens);
    }

    @Override
    public String name() {
        return settings.name();
    }

    public String issuer() {
        return settings.issuer();
    }

    /** Whether the browser posts authorization responses instead of adding them to the address of the callback. */
    public boolean isFormPost() {
        return settings.isFormPost();
    }

    /**
     * The 32 bytes of a key for {@code purpose}, by which a browser keeps values for the sign-in or sign-out at this
     * provider. It is derived from the client's secret or private key, so that it is the same on all nodes; a client
     * without either has a random key.
     */
    public byte[] deriveKey(String purpose) {
        return derivedKeys.key(purpose);
    }

    /** The parameters of an authorization request that the caller of the sign-in endpoint may choose. */
    public static List<String> freeParameters() {
        return AuthorizationRequests.FREE;
    }

    /** Whether the start of a sign-in may send a request to the provider (RFC 9126). */
    public boolean mayPushRequests() {
        return settings.par() == PushedRequests.ALWAYS
                || (settings.par() == PushedRequests.AUTO && discovery.mayOfferPushedRequests());
    }

    /**
     * Prepares an authorization request.
     *
     * @param redirectUri absolute
     * @param chosen values of {@link #freeParameters()}; anything else in it is ignored
     */
    public CompletableFuture<Result<AuthorizationStart>> prepare(String redirectUri, Map<String, String> chosen) {
        return authorizationRequests.prepare(redirectUri, chosen);
    }

    /** Authenticates the user by the response to {@code request}. */
    public CompletableFuture<SignInResult> complete(AuthorizationRequest request, AuthorizationResponse response) {
        return authorizationCodeGrant.complete(request, response);
    }

    @Override
    public boolean canRefresh() {
        return true;
    }

    @Override
    public CompletableFuture<TokenResult> refresh(TokenSet current, boolean readsProfile) {
        String refreshToken = current.refreshToken();
        return refreshToken == null
                ? CompletableFuture.completedFuture(new Rejected("there is no refresh token"))
                : refreshTokenGrant.refresh(current, refreshToken, readsProfile);
    }

    @Override
    public CompletableFuture<Void> revoke(TokenSet tokens) {
        return revocation.revoke(tokens);
    }

    /**
     * The address at which the browser signs out at the provider (OpenID Connect RP-Initiated Logout 1.0, section 2);
     * empty if the provider offers none, its metadata are not known, or {@code sign-out-visit} is {@code never}.
     *
     * @param mostChars an ID token that would make the address longer is left out: servers refuse long ones
     */
    public CompletableFuture<Optional<String>> endSession(
            @Nullable String idToken, String postLogoutRedirectUri, String state, int mostChars) {
        if (!settings.visitsAtSignOut()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return discovery
                .current()
                .thenApply(discovered -> discovered
                        .fold(
                                provider ->
                                        Optional.ofNullable(provider.metadata().endSessionEndpoint()),
                                failure -> Optional.<URI>empty())
                        .map(Object::toString)
                        .map(endpoint -> {
                            String address = endSession(endpoint, idToken, postLogoutRedirectUri, state);
                            return address.length() > mostChars
                                    ? endSession(endpoint, null, postLogoutRedirectUri, state)
                                    : address;
                        }));
    }

    private String endSession(String endpoint, @Nullable String idToken, String postLogoutRedirectUri, String state) {
        Form form = Form.empty();
        if (settings.signOutParams().isEmpty()) {
            form = form.with("id_token_hint", idToken)
                    .with("client_id", settings.clientId())
                    .with("post_logout_redirect_uri", postLogoutRedirectUri)
                    .with("state", state);
        }
        for (Map.Entry<String, String> param : settings.signOutParams().entrySet()) {
            String value = param.getValue()
                    .replace("{returnUrl}", postLogoutRedirectUri)
                    .replace("{clientId}", settings.clientId());
            form = form.with(param.getKey(), value);
        }
        return endpoint + (endpoint.contains("?") ? "&" : "?") + form.encoded();
    }

    /** Validates a posted logout token; {@code Rejected} if it is invalid, {@code Unavailable} if that is not known now. */
    public CompletableFuture<Result<LogoutToken>> validateLogoutToken(String logoutToken) {
        return logoutTokens.validate(logoutToken);
    }
}
