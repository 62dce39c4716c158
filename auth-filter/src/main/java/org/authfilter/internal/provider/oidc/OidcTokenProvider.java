package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Provider. It need not be up before somebody signs in. Thread-safe; no call blocks, and none ends
 * exceptionally.
 */
public final class OidcTokenProvider implements TokenProvider {

    private final OidcSettings settings;
    private final Discovery discovery;
    private final AuthorizationRequests authorizationRequests;
    private final AuthorizationCodeGrant codeExchange;
    private final TokenRevocation revocation;
    private final RefreshTokenGrant refresh;
    private final LogoutTokenValidator logoutTokens;

    /**
     * Asks nothing yet.
     *
     * @param clockSkew tolerance for the time claims of ID tokens and logout tokens
     */
    public OidcTokenProvider(OidcSettings settings, IssuerHttpClient backChannel, Duration clockSkew, Clock clock) {
        this.settings = settings;
        discovery = new Discovery(settings.issuer(), backChannel, clock);
        ProviderEndpoints calls =
                new ProviderEndpoints(discovery, backChannel, ClientAuthentication.of(settings, clock));
        IdTokenValidator idTokens = new IdTokenValidator(settings, discovery, clockSkew, clock);
        IdTokenClaimsValidator rules = new IdTokenClaimsValidator(settings.clientId(), clockSkew);
        UserInfo userInfo = new UserInfo(settings.userinfo(), calls, idTokens);
        authorizationRequests = new AuthorizationRequests(settings, discovery, calls);
        codeExchange = new AuthorizationCodeGrant(settings, discovery, calls, idTokens, rules, userInfo, clock);
        revocation = new TokenRevocation(settings, discovery, calls);
        refresh = new RefreshTokenGrant(settings, discovery, calls, idTokens, rules, userInfo, revocation, clock);
        logoutTokens = new LogoutTokenValidator(settings, discovery, idTokens);
    }

    @Override
    public String name() {
        return settings.name();
    }

    public String issuer() {
        return settings.issuer();
    }

    /** The parameters of an authorization request that whoever starts a sign-in may choose. */
    public static List<String> freeParameters() {
        return AuthorizationRequests.FREE;
    }

    /**
     * Prepares an authorization request.
     *
     * @param redirectUri absolute
     * @param chosen values of {@link #freeParameters()}; anything else in it is ignored
     */
    public CompletableFuture<AuthorizationStart> prepare(String redirectUri, Map<String, String> chosen) {
        return authorizationRequests.prepare(redirectUri, chosen);
    }

    /** Makes of the answer to {@code request} who the user is. */
    public CompletableFuture<SignInResult> complete(AuthorizationRequest request, AuthorizationResponse response) {
        return codeExchange.complete(request, response);
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
                : refresh.refresh(current, refreshToken, readsProfile);
    }

    @Override
    public CompletableFuture<Void> revoke(TokenSet tokens) {
        return revocation.revoke(tokens);
    }

    /**
     * Where the browser signs out at the provider (OpenID Connect RP-Initiated Logout 1.0, section 2); empty if that is
     * not known or the provider has no such place.
     */
    public CompletableFuture<Optional<String>> endSession(
            @Nullable String idToken, String postLogoutRedirectUri, String state) {
        Form form = Form.empty()
                .with("id_token_hint", idToken)
                .with("client_id", settings.clientId())
                .with("post_logout_redirect_uri", postLogoutRedirectUri)
                .with("state", state);
        return discovery
                .current()
                .thenApply(discovered -> Optional.of(discovered)
                        .filter(Known.class::isInstance)
                        .map(known -> ((Known) known).metadata().endSessionEndpoint())
                        .map(Object::toString)
                        .map(endpoint -> endpoint + (endpoint.contains("?") ? "&" : "?") + form.encoded()));
    }

    /** Judges a logout token that somebody has posted. */
    public CompletableFuture<LogoutToken> judgeLogoutToken(String logoutToken) {
        return logoutTokens.judge(logoutToken);
    }
}
