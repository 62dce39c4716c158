package org.authfilter.internal.refresh;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** The token sets that come after the last one of a session that has ended (R11). Each is revoked once. Thread-safe. */
final class LateTokens {

    private final @Nullable TokenProvider provider;
    private final String signInId;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * Revokes nothing yet, and never {@code last}, which is revoked with the session.
     *
     * @param provider {@code null}: it is not configured any more, and nothing is revoked
     * @param last {@code null}: not known
     */
    LateTokens(@Nullable TokenProvider provider, String signInId, @Nullable TokenSet last) {
        this.provider = provider;
        this.signInId = signInId;
        if (last != null) {
            known.add(UserSession.tokenSetId(signInId, last));
        }
    }

    /** Revokes the results of this node that no request has stored, now or when they come. */
    void revokeUnstored(InFlightRefreshes inFlight) {
        for (PendingRefresh refresh : inFlight.remove(signInId)) {
            var unused = refresh.completion().thenAccept(completion -> {
                if (completion.result() instanceof Granted granted && !refresh.isStored()) {
                    revoke(granted.tokens());
                }
            });
        }
    }

    void revoke(TokenSet tokens) {
        if (provider != null && known.add(UserSession.tokenSetId(signInId, tokens))) {
            var unused = provider.revoke(tokens);
        }
    }
}
