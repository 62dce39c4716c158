package org.authfilter.internal.provider.credentials;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.User;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.provider.credentials.BackendTokenResponse.Given;
import org.authfilter.internal.provider.credentials.BackendTokenResponse.Judgement;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.token.TokenSet;

/** A separate backend that takes credentials, issues tokens and refreshes them. */
public final class CredentialsTokenProvider implements TokenProvider {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    private final CredentialsSettings settings;
    private final IssuerHttpClient backChannel;
    private final BackendTokenResponse answers;
    private final Optional<AccessTokenVerifier> verification;
    private final Optional<BackendProfile> profile;

    /**
     * Calls nobody yet.
     *
     * @param clockSkew how far the clocks may differ when access tokens are verified
     */
    public CredentialsTokenProvider(
            CredentialsSettings settings, IssuerHttpClient backChannel, Duration clockSkew, Clock clock) {
        this.settings = settings;
        this.backChannel = backChannel;
        this.answers = new BackendTokenResponse(settings, clock);
        this.verification = Optional.ofNullable(settings.verification())
                .map(demanded -> new AccessTokenVerifier(demanded, clockSkew, backChannel, clock));
        this.profile =
                Optional.ofNullable(settings.profileUrl()).map(address -> new BackendProfile(address, backChannel));
    }

    @Override
    public String name() {
        return settings.name();
    }

    public CredentialsSettings settings() {
        return settings;
    }

    /**
     * Posts the login fields, then verifies the access token and reads the profile, where that is wanted. Tokens that
     * don't hold, or whose user can't be described, sign nobody in: they are revoked. Whoever is {@link Issued} tokens
     * has a user: the backend's, else the JWT's subject, else the first login field.
     */
    public CompletableFuture<TokenResult> signIn(Map<String, String> fields) {
        String firstField = fields.getOrDefault(settings.loginFields().get(0), "");
        return post(settings.loginUrl(), BackendRequest.json(fields))
                .thenApply(answers::judge)
                .thenCompose(judgement ->
                        judgement instanceof Given given ? admit(given, firstField) : done(failure(judgement)));
    }

    private CompletableFuture<TokenResult> admit(Given given, String firstField) {
        String accessToken = given.tokens().accessToken();
        CompletableFuture<TokenResult> admission = doubt(accessToken)
                .thenCompose(doubt -> doubt.isPresent()
                        ? done(doubt.get())
                        : profileIf(true, accessToken).thenApply(reading -> signedIn(given, reading, firstField)));
        return admission.thenApply(result -> {
            if (result instanceof Failure) {
                var unused = revoke(given.tokens());
            }
            return result;
        });
    }

    private TokenResult signedIn(Given given, Optional<BackendProfile.Reading> reading, String firstField) {
        if (reading.orElse(null) instanceof BackendProfile.Failed failed) {
            return failed.why();
        }
        User user = described(given, reading).named(firstField);
        return user == null
                ? new Misconfigured("the answer does not say who has signed in", true)
                : new Issued(given.tokens(), user);
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
        return post(refreshUrl, carried(refreshToken))
                .thenApply(answers::judge)
                .thenCompose(judgement -> judgement instanceof Given given
                        ? takeOver(given, current, readsProfile)
                        : done(failure(judgement)));
    }

    private CompletableFuture<TokenResult> takeOver(Given given, TokenSet current, boolean readsProfile) {
        String accessToken = given.tokens().accessToken();
        return doubtSoon(accessToken)
                .thenCompose(doubt -> doubt.isPresent()
                        ? done(new Unverified(current.awaiting(given.tokens()), doubt.get()))
                        : profileIf(readsProfile, accessToken)
                                .thenApply(reading -> refreshed(given, reading, current)));
    }

    /** Where the profile can't be had, the known user stays. */
    private TokenResult refreshed(Given given, Optional<BackendProfile.Reading> reading, TokenSet current) {
        if (reading.orElse(null) instanceof BackendProfile.Failed failed) {
            LOG.log(Level.WARNING, "Provider {0}: {1}", name(), failed.why().reason());
            return new Issued(given.tokens().withMissingFrom(current), null);
        }
        return new Issued(
                given.tokens().withMissingFrom(current),
                described(given, reading).complete());
    }

    @Override
    public CompletableFuture<TokenResult> verify(TokenSet current) {
        TokenSet unverified = current.unverified();
        return unverified == null
                ? done(new Issued(current, null))
                : doubt(unverified.accessToken())
                        .thenApply(doubt -> doubt.isPresent() ? doubt.get() : new Issued(unverified, null));
    }

    private CompletableFuture<Optional<Transient>> doubt(String accessToken) {
        return verification.map(verifying -> verifying.doubt(accessToken)).orElseGet(CredentialsTokenProvider::none);
    }

    private CompletableFuture<Optional<Transient>> doubtSoon(String accessToken) {
        return verification
                .map(verifying -> verifying.doubtSoon(accessToken))
                .orElseGet(CredentialsTokenProvider::none);
    }

    private CompletableFuture<Optional<BackendProfile.Reading>> profileIf(boolean wanted, String accessToken) {
        return profile.filter(any -> wanted)
                .map(resource -> resource.of(accessToken).thenApply(Optional::of))
                .orElseGet(CredentialsTokenProvider::none);
    }

    private BackendUserMapper described(Given given, Optional<BackendProfile.Reading> reading) {
        Optional<JsonText> read = reading.orElse(null) instanceof BackendProfile.Read profile
                ? Optional.of(profile.json())
                : Optional.empty();
        return new BackendUserMapper(settings.pointers(), read, given.answer(), given.jwt());
    }

    private static Failure failure(Judgement judgement) {
        return ((BackendTokenResponse.Failed) judgement).failure();
    }

    private static <T> CompletableFuture<Optional<T>> none() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static CompletableFuture<TokenResult> done(TokenResult result) {
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public CompletableFuture<Void> revoke(TokenSet tokens) {
        URI logoutUrl = settings.logoutUrl();
        String refreshToken = tokens.refreshToken();
        if (logoutUrl == null || refreshToken == null) {
            return CompletableFuture.completedFuture(null);
        }
        return post(logoutUrl, carried(refreshToken).withBearer(tokens.accessToken()))
                .thenAccept(exchange -> answers.logRevocation(exchange));
    }

    private BackendRequest carried(String refreshToken) {
        return BackendRequest.by(settings.refreshCarrier(), settings.refreshField(), refreshToken);
    }

    private CompletableFuture<HttpOutcome> post(URI url, BackendRequest carried) {
        return backChannel.post(url, carried.headers(), carried.body());
    }
}
