package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.authfilter.User;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.config.PrincipalName;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.provider.UnverifiedJwt;
import org.authfilter.internal.provider.UserUpdate;
import org.authfilter.internal.provider.credentials.BackendTokenResponse.Grant;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.token.TokenSet;

/** A separate backend that takes credentials, issues tokens and refreshes them. */
public final class CredentialsTokenProvider implements TokenProvider {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    private final CredentialsSettings settings;
    private final IssuerHttpClient http;
    private final Clock clock;
    private final BackendRequests requests;
    private final BackendTokenResponse responses;
    private final Optional<AccessTokenVerifier> verifier;
    private final Optional<BackendProfile> profile;
    private final AtomicBoolean hasWarnedOfRoles = new AtomicBoolean();

    /**
     * Sends no request yet.
     *
     * @param clockSkew how far the clocks may differ when access tokens are verified
     */
    public CredentialsTokenProvider(
            CredentialsSettings settings, IssuerHttpClient http, Duration clockSkew, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.requests = new BackendRequests(settings);
        this.responses = new BackendTokenResponse(settings, clock);
        this.verifier = Optional.ofNullable(settings.verification())
                .map(required -> new AccessTokenVerifier(required, clockSkew, http, clock));
        this.profile = Optional.ofNullable(settings.profileUrl()).map(address -> new BackendProfile(address, http));
    }

    @Override
    public String name() {
        return settings.name();
    }

    public CredentialsSettings settings() {
        return settings;
    }

    /**
     * Posts the login fields, then verifies the access token and reads the profile, where these are configured. If one
     * of them fails, no user is named or an expiry can't be read, the tokens are revoked. The user of an {@link Issued} set is the backend's,
     * else the JWT's subject, else the first login field.
     */
    public CompletableFuture<TokenResult> signIn(Map<String, ? extends JsonValue> fields) {
        JsonValue first = fields.get(settings.loginFields().get(0));
        String firstField = first == null ? "" : Objects.requireNonNullElse(JsonText.text(first), "");
        Instant sentAt = clock.instant();
        return post(settings.loginUrl(), requests.login(fields))
                .thenApply(outcome -> responses.parseSignIn(outcome, sentAt, tokens -> {
                    var unused = revoke(tokens);
                }))
                .thenCompose(parsed ->
                        parsed.fold(grant -> completeSignIn(grant, firstField), CredentialsTokenProvider::done));
    }

    private CompletableFuture<TokenResult> completeSignIn(Grant grant, String firstField) {
        String accessToken = grant.tokens().accessToken();
        CompletableFuture<TokenResult> signIn = verifyAccessToken(accessToken)
                .thenCompose(failure -> failure.isPresent()
                        ? done(failure.get())
                        : readProfile(accessToken)
                                .thenApply(profile -> profile.fold(
                                        json -> signedIn(grant, json, firstField), profileFailure -> profileFailure)));
        return signIn.thenApply(result -> {
            if (result instanceof Failure) {
                var unused = revoke(grant.tokens());
            }
            return result;
        });
    }

    private TokenResult signedIn(Grant grant, Optional<JsonText> profile, String firstField) {
        BackendUserMapper mapper = mapper(grant, profile);
        User described = mapper.named(firstField);
        if (mapper.hasUnreadableRoles() && hasWarnedOfRoles.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Provider {0}: nothing of what the response has as roles is a role; roles or role-name may be wrong",
                    name());
        }
        if (described == null) {
            return Misconfigured.maybeProcessed("the response does not name the user");
        }
        User user = settings.principal().applyTo(described, name());
        return user == null
                ? Misconfigured.maybeProcessed("principal needs a subject, and the access token has none")
                : new Issued(grant.tokens(), user);
    }

    @Override
    public boolean canRefresh() {
        return settings.refreshUrl() != null;
    }

    @Override
    public CompletableFuture<TokenResult> refresh(TokenSet current, boolean readsProfile) {
        URI refreshUrl = settings.refreshUrl();
        String refreshToken = current.refreshToken();
        if (refreshUrl == null || refreshToken == null) {
            return CompletableFuture.completedFuture(new Rejected("there is no refresh-url or no refresh token"));
        }
        Instant sentAt = clock.instant();
        return post(refreshUrl, requests.refresh(refreshToken, current.accessToken()))
                .thenApply(outcome -> responses.parse(outcome, sentAt))
                .thenCompose(parsed -> parsed.fold(
                        grant -> completeRefresh(grant, current, readsProfile), CredentialsTokenProvider::done));
    }

    private CompletableFuture<TokenResult> completeRefresh(Grant grant, TokenSet current, boolean readsProfile) {
        String accessToken = grant.tokens().accessToken();
        return verifyAccessTokenSoon(accessToken)
                .thenCompose(failure -> failure.isPresent()
                        ? done(new Unverified(current.awaiting(grant.tokens()), failure.get()))
                        : (readsProfile ? readProfile(accessToken) : noProfile())
                                .thenApply(profile -> refreshed(grant, profile, current)));
    }

    private TokenResult refreshed(Grant grant, Result<Optional<JsonText>> profile, TokenSet current) {
        Optional<JsonText> read = profile.fold(json -> json, this::withoutProfile);
        return refreshed(grant.tokens().withMissingFrom(current), mapper(grant, read), current);
    }

    private TokenResult refreshed(TokenSet tokens, BackendUserMapper mapper, TokenSet former) {
        UserUpdate update = mapper.update(UnverifiedJwt.read(former.accessToken()));
        return Issued.refreshed(tokens, settings.principal() == PrincipalName.NAME ? update : update.withoutName());
    }

    private Optional<JsonText> withoutProfile(Failure failure) {
        LOG.log(Level.WARNING, "Provider {0}: {1}", name(), failure.reason());
        return Optional.empty();
    }

    @Override
    public CompletableFuture<TokenResult> verify(TokenSet current) {
        TokenSet unverified = current.unverified();
        return unverified == null
                ? done(new Issued(current, null))
                : verifyAccessToken(unverified.accessToken())
                        .thenApply(failure -> failure.isPresent() ? failure.get() : verified(unverified, current));
    }

    private TokenResult verified(TokenSet tokens, TokenSet former) {
        BackendUserMapper mapper = new BackendUserMapper(
                settings.pointers(), Optional.empty(), JsonText.EMPTY, UnverifiedJwt.read(tokens.accessToken()));
        return refreshed(tokens, mapper, former);
    }

    private CompletableFuture<Optional<Transient>> verifyAccessToken(String accessToken) {
        return verifier.map(configured -> configured.verify(accessToken)).orElseGet(CredentialsTokenProvider::valid);
    }

    private CompletableFuture<Optional<Transient>> verifyAccessTokenSoon(String accessToken) {
        return verifier.map(configured -> configured.verifySoon(accessToken))
                .orElseGet(CredentialsTokenProvider::valid);
    }

    private static CompletableFuture<Optional<Transient>> valid() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletableFuture<Result<Optional<JsonText>>> readProfile(String accessToken) {
        return profile.map(resource ->
                        resource.read(accessToken).thenApply(read -> read.<Optional<JsonText>>map(Optional::of)))
                .orElseGet(CredentialsTokenProvider::noProfile);
    }

    private static CompletableFuture<Result<Optional<JsonText>>> noProfile() {
        return CompletableFuture.completedFuture(Result.ok(Optional.empty()));
    }

    private BackendUserMapper mapper(Grant grant, Optional<JsonText> profile) {
        return new BackendUserMapper(settings.pointers(), profile, grant.json(), grant.jwt());
    }

    private static CompletableFuture<TokenResult> done(TokenResult result) {
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public CompletableFuture<Void> revoke(TokenSet tokens) {
        URI logoutUrl = settings.logoutUrl();
        if (logoutUrl == null) {
            return CompletableFuture.completedFuture(null);
        }
        return post(logoutUrl, requests.logout(tokens)).thenAccept(outcome -> responses.logRevocation(outcome));
    }

    private CompletableFuture<HttpOutcome> post(URI url, BackendRequest request) {
        return http.post(url, request.headers(), request.body());
    }
}
