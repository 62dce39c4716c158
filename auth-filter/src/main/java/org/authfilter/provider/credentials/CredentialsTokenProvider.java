package org.authfilter.provider.credentials;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.config.CredentialsSettings;
import org.authfilter.provider.TokenProvider;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Issued;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.provider.http.BackChannel;
import org.authfilter.provider.http.Exchange;
import org.authfilter.token.TokenSet;

/** A separate backend that takes credentials, issues tokens and renews them. */
public final class CredentialsTokenProvider implements TokenProvider {

    private final CredentialsSettings settings;
    private final BackChannel backChannel;
    private final BackendAnswer answers;

    public CredentialsTokenProvider(CredentialsSettings settings, BackChannel backChannel, Clock clock) {
        this.settings = settings;
        this.backChannel = backChannel;
        this.answers = new BackendAnswer(settings, clock);
    }

    @Override
    public String name() {
        return settings.name();
    }

    public CredentialsSettings settings() {
        return settings;
    }

    /**
     * Posts the login fields. Whoever is {@link Issued} tokens has a user: the backend's, else the JWT's subject, else
     * the first login field.
     */
    public CompletableFuture<TokenResult> signIn(Map<String, String> fields) {
        String firstField = fields.getOrDefault(settings.loginFields().get(0), "");
        return post(settings.loginUrl(), Carried.json(fields))
                .thenApply(exchange -> answers.judgeSignIn(exchange, firstField));
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
        return post(refreshUrl, carried(refreshToken)).thenApply(exchange -> answers.judgeRefresh(exchange, current));
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

    private Carried carried(String refreshToken) {
        return Carried.by(settings.refreshCarrier(), settings.refreshField(), refreshToken);
    }

    private CompletableFuture<Exchange> post(URI url, Carried carried) {
        return backChannel.post(url, carried.headers(), carried.body());
    }
}
