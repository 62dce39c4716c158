package org.authfilter.internal.provider.jose;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.common.JsonDepth;
import org.authfilter.internal.provider.HttpResults;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one issuer (RFC 7517, section 5). They are loaded at the first use, after ten minutes, since an
 * issuer may have withdrawn one, and when no known key verifies a token; at most once a second. While they can't be
 * loaded, the last known keys stay in use. Thread-safe; no call blocks.
 */
public class JwksCache {

    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final URI address;
    private final IssuerHttpClient http;
    private @Nullable Load latest;
    private @Nullable Result<List<JsonWebKey>> lastLoaded;

    public JwksCache(URI address, IssuerHttpClient http) {
        this.address = address;
        this.http = http;
    }

    private record Load(Instant at, CompletableFuture<Result<List<JsonWebKey>>> keys) {

        boolean hasFailed() {
            return keys.getNow(null) instanceof Result.Failed;
        }

        boolean isUnderWay() {
            return !keys.isDone();
        }

        boolean isOutdated(Instant now) {
            return !now.isBefore(at.plus(MAX_AGE));
        }
    }

    /** The known keys. A load of newer ones under way does not delay them. */
    synchronized CompletableFuture<Result<List<JsonWebKey>>> current() {
        if (latest == null || (latest.hasFailed() && lastLoaded == null)) {
            return reload();
        }
        if (lastLoaded == null) {
            return latest.keys();
        }
        Result<List<JsonWebKey>> last = lastLoaded;
        return latest.isOutdated(http.timer().instant())
                ? reload().thenApply(keys -> keys instanceof Result.Failed ? last : keys)
                : CompletableFuture.completedFuture(last);
    }

    /** Keys that were loaded after {@code outdated}, of which none verified a token. */
    synchronized CompletableFuture<Result<List<JsonWebKey>>> newerThan(Result<List<JsonWebKey>> outdated) {
        if (latest != null && latest.isUnderWay()) {
            return latest.keys();
        }
        return lastLoaded == outdated ? reload() : current();
    }

    private CompletableFuture<Result<List<JsonWebKey>>> reload() {
        Instant now = http.timer().instant();
        Duration pause = latest == null ? Duration.ZERO : untilNextLoad(latest.at(), now);
        CompletableFuture<Result<List<JsonWebKey>>> keys =
                pause.isZero() ? load() : http.pause(pause).thenCompose(end -> load());
        latest = new Load(now.plus(pause), keys);
        return keys;
    }

    private static Duration untilNextLoad(Instant last, Instant now) {
        Instant next = last.plus(MIN_INTERVAL);
        return now.isBefore(next) ? Duration.between(now, next) : Duration.ZERO;
    }

    private CompletableFuture<Result<List<JsonWebKey>>> load() {
        return http.get(address, Map.of("Accept", "application/jwk-set+json, application/json"))
                .thenApply(JwksCache::parse)
                .thenApply(this::remember);
    }

    private static Result<List<JsonWebKey>> parse(HttpOutcome outcome) {
        return HttpResults.of(outcome)
                .fold(
                        JwksCache::parse,
                        failure -> unavailable("the issuer's keys can't be loaded: " + failure.reason()));
    }

    private static Result<List<JsonWebKey>> parse(Response response) {
        if (response.status() != 200) {
            return unavailable("the issuer's keys can't be loaded: HTTP status " + response.status());
        }
        if (JsonDepth.exceedsLimit(response.body())) {
            return unavailable("the issuer's keys can't be parsed: the JSON is nested too deeply");
        }
        try {
            return Result.ok(List.copyOf(new JsonWebKeySet(response.body()).getJsonWebKeys()));
        } catch (JoseException | RuntimeException unreadable) {
            return unavailable("the issuer's keys can't be parsed");
        }
    }

    private static Result<List<JsonWebKey>> unavailable(String reason) {
        return Result.failed(Unavailable.notProcessed(reason));
    }

    private synchronized Result<List<JsonWebKey>> remember(Result<List<JsonWebKey>> keys) {
        if (keys instanceof Result.Ok) {
            lastLoaded = keys;
        }
        return keys;
    }
}
