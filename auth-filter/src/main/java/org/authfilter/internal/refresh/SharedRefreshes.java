package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.refresh.RefreshClaim.State;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** The refreshes of all nodes: each token set is refreshed once in the whole cluster. Thread-safe. */
final class SharedRefreshes {

    /** Longer than a copy of the session with the old token set is served, whatever the clocks show. */
    private static final Duration AFTER_STORE = Duration.ofMinutes(1);

    private final @Nullable SharedStoreClient client;
    private final Duration retention;
    private final Clock clock;

    /** For one node if {@code client} is {@code null}. */
    SharedRefreshes(@Nullable SharedStoreClient client, Duration retention, Clock clock) {
        this.client = client;
        this.retention = retention;
        this.clock = clock;
    }

    /** Whether nodes agree on their refreshes. */
    boolean areShared() {
        return client != null;
    }

    /**
     * Returns the provider for one refresh of {@code session}. Without a shared store it is {@code provider} itself.
     *
     * @param reservedUntil until when this node may not refresh if the store fails (R20); {@code null}: it may
     */
    TokenProvider once(
            TokenProvider provider, SessionStore store, UserSession session, @Nullable Instant reservedUntil) {
        if (client == null) {
            return provider;
        }
        String key = key(client, session.id(), session.tokens());
        TokenEncryption encryption = store.encryption(session.id(), key);
        return encryption == null
                ? provider
                : new SharedTokenProvider(
                        provider, client, key, encryption, session.user(), reservedUntil != null, clock);
    }

    /** Keeps the result no longer than late requests may need it, since it was stored in the session. */
    void stored(String signInId, TokenSet sent) {
        if (client == null) {
            return;
        }
        String key = key(client, signInId, sent);
        var unused = client.call(store -> {
            byte[] bytes = store.get(key);
            RefreshClaim claim = RefreshClaim.parse(bytes);
            return claim != null
                    && claim.state() == State.DONE
                    && store.replace(key, claim.bytes(), claim.bytes(), retention.plus(AFTER_STORE));
        });
    }

    /** A digest: it tells nothing about the tokens, and each token set of each sign-in has its own. */
    private static String key(SharedStoreClient client, String signInId, TokenSet tokens) {
        return client.key(
                "refresh." + Digests.sha256(signInId + "\n" + tokens.accessToken() + "\n" + tokens.refreshToken()));
    }
}
