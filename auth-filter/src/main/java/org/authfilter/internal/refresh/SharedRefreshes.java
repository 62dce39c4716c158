package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.refresh.RefreshClaim.State;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.shared.SharedStoreClient;
import org.jspecify.annotations.Nullable;

/** The refreshes of all nodes: each token set is refreshed once in the whole cluster. Thread-safe. */
final class SharedRefreshes {

    /** Longer than most copies of the session with an old token set are served, whatever the clocks show. */
    private static final Duration LONGER_THAN_MOST_COPIES = Duration.ofMinutes(1);

    private static final Duration KEPT_WITHOUT_TIMEOUT = Duration.ofDays(1);

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
     * Returns the provider for one refresh of {@code session}. Without a shared store it is {@code provider} itself. The
     * result stays in the store for as long as an HTTP session with the old token set may be without a request.
     *
     * @param reservedUntil until when this node may not refresh if the store fails (R20); {@code null}: it may
     */
    TokenProvider once(
            PendingRefresh refresh,
            TokenProvider provider,
            SessionStore store,
            UserSession session,
            @Nullable Instant reservedUntil) {
        if (client == null) {
            return provider;
        }
        String key = key(client, session.tokenSetId());
        TokenEncryption encryption = store.encryption(session.id());
        if (encryption == null) {
            return provider;
        }
        SharedTokenProvider shared = new SharedTokenProvider(
                provider,
                client,
                key,
                encryption.forPurpose(key),
                session.user(),
                reservedUntil != null,
                kept(store.timeout()),
                clock);
        refresh.sharedBy(shared);
        return shared;
    }

    /** What ends the refreshes of a sign-in: to be asked for before it ends, since the store knows no key of it then. */
    SignInEnd endOf(String signInId, SessionStore store) {
        return client == null
                ? endOfUnstored(null)
                : new SignInEnd(client, store.encryption(signInId), kept(store.timeout()));
    }

    /** The same for a sign-in that is not stored any more. Other nodes find its end as long as they may have late requests. */
    SignInEnd endOfUnstored(@Nullable TokenEncryption encryption) {
        return new SignInEnd(client, encryption, retention.plus(LONGER_THAN_MOST_COPIES));
    }

    private static Duration kept(@Nullable Duration timeout) {
        return timeout == null ? KEPT_WITHOUT_TIMEOUT : timeout.plus(LONGER_THAN_MOST_COPIES);
    }

    /**
     * The token set of {@code session} was refreshed: the result that contains it is kept no longer than late requests may
     * need it. A request that lasts longer, and then writes the session, may bring back a token set whose result is gone.
     */
    void refreshed(UserSession session) {
        String replaced = session.replaced();
        if (client == null || replaced == null || replaced.equals(session.tokenSetId())) {
            return;
        }
        String key = key(client, replaced);
        var unused = client.call(store -> {
            byte[] bytes = store.get(key);
            RefreshClaim claim = RefreshClaim.parse(bytes);
            return claim != null
                    && claim.state() == State.DONE
                    && store.replace(key, claim.bytes(), claim.bytes(), retention.plus(LONGER_THAN_MOST_COPIES));
        });
    }

    static String key(SharedStoreClient client, String tokenSetId) {
        return client.key("refresh." + tokenSetId);
    }
}
