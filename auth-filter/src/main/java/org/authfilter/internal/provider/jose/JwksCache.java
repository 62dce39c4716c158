package org.authfilter.internal.provider.jose;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.common.JsonDepth;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one issuer (RFC 7517), read when they are first asked for, after ten minutes, since an issuer may
 * have withdrawn one, and when a token can't be verified with those that are known; at most once a second. Where newer
 * ones can't be had, the last ones are used on. Thread-safe; no call blocks.
 */
public class JwksCache {

    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final URI address;
    private final IssuerHttpClient backChannel;
    private final Clock clock;
    private @Nullable Reading latest;
    private @Nullable Read lastRead;

    public JwksCache(URI address, IssuerHttpClient backChannel, Clock clock) {
        this.address = address;
        this.backChannel = backChannel;
        this.clock = clock;
    }

    /** What came of reading the keys. */
    sealed interface Keys {}

    /** The issuer's keys; there may be none. */
    record Read(List<JsonWebKey> list) implements Keys {}

    /** The keys can't be had now. */
    record Unavailable(String reason) implements Keys {}

    private record Reading(Instant at, CompletableFuture<Keys> keys) {

        boolean hasFailed() {
            return keys.getNow(null) instanceof Unavailable;
        }

        boolean isUnderWay() {
            return !keys.isDone();
        }

        boolean isOutdated(Instant now) {
            return !now.isBefore(at.plus(FRESH));
        }
    }

    /** The keys as they are known, without a wait for newer ones: whoever demands these holds up nobody else. */
    synchronized CompletableFuture<Keys> known() {
        if (latest == null || (latest.hasFailed() && lastRead == null)) {
            return readAgain();
        }
        if (lastRead == null) {
            return latest.keys();
        }
        Keys last = lastRead;
        return latest.isOutdated(clock.instant())
                ? readAgain().thenApply(keys -> keys instanceof Unavailable ? last : keys)
                : CompletableFuture.completedFuture(last);
    }

    /** Keys that were read after {@code outdated}, which did not serve. */
    synchronized CompletableFuture<Keys> newerThan(Keys outdated) {
        if (latest != null && latest.isUnderWay()) {
            return latest.keys();
        }
        return lastRead == outdated ? readAgain() : known();
    }

    private CompletableFuture<Keys> readAgain() {
        Instant now = clock.instant();
        Duration pause = latest == null ? Duration.ZERO : untilNextReading(latest.at(), now);
        CompletableFuture<Keys> keys =
                pause.isZero() ? read() : backChannel.pause(pause).thenCompose(over -> read());
        latest = new Reading(now.plus(pause), keys);
        return keys;
    }

    private static Duration untilNextReading(Instant last, Instant now) {
        Instant next = last.plus(BETWEEN_READINGS);
        return now.isBefore(next) ? Duration.between(now, next) : Duration.ZERO;
    }

    private CompletableFuture<Keys> read() {
        return backChannel
                .get(address, Map.of("Accept", "application/jwk-set+json, application/json"))
                .thenApply(JwksCache::judge)
                .thenApply(this::kept);
    }

    private static Keys judge(HttpOutcome exchange) {
        if (!(exchange instanceof Response answer)) {
            return new Unavailable("the issuer's keys can't be had: no answer");
        }
        if (answer.status() != 200) {
            return new Unavailable("the issuer's keys can't be had: HTTP status " + answer.status());
        }
        if (JsonDepth.exceedsLimit(answer.body())) {
            return new Unavailable("the issuer's keys can't be read: the JSON is nested too deeply");
        }
        try {
            return new Read(List.copyOf(new JsonWebKeySet(answer.body()).getJsonWebKeys()));
        } catch (JoseException | RuntimeException unreadable) {
            return new Unavailable("the issuer's keys can't be read");
        }
    }

    private synchronized Keys kept(Keys keys) {
        if (keys instanceof Read read) {
            lastRead = read;
        }
        return keys;
    }
}
