package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.provider.jose.JwksCache;
import org.authfilter.internal.provider.jose.JwtVerifier;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.authfilter.internal.provider.oidc.Discovered.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Asks an issuer about itself when that is first needed (OpenID Connect Discovery 1.0, section 4), again after ten
 * minutes, and when what is known turns out to be outdated; at most once a second. Where a new answer can't be had, the
 * last one is used on. Thread-safe; no call blocks.
 */
class Discovery {

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int LONGEST_PRINTED = 200;
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

    private final String issuer;
    private final IssuerHttpClient backChannel;
    private final Clock clock;
    private @Nullable Reading latest;
    private @Nullable Known lastKnown;

    Discovery(String issuer, IssuerHttpClient backChannel, Clock clock) {
        this.issuer = issuer;
        this.backChannel = backChannel;
        this.clock = clock;
    }

    private record Reading(Instant at, CompletableFuture<Discovered> outcome) {

        boolean isDue(Instant now) {
            boolean hasFailed = outcome.getNow(null) instanceof Unknown;
            return !now.isBefore(at.plus(hasFailed ? BETWEEN_READINGS : FRESH));
        }

        boolean isUnderWay() {
            return !outcome.isDone();
        }
    }

    /** What is known, read first where it has to be; whoever demands something newer holds up nobody else. */
    synchronized CompletableFuture<Discovered> current() {
        Instant now = clock.instant();
        if (latest == null || latest.isDue(now)) {
            return read(now);
        }
        return latest.isUnderWay() && lastKnown != null
                ? CompletableFuture.completedFuture(lastKnown)
                : latest.outcome();
    }

    /** What is known after {@code outdated}, which did not serve; the same if it was read within the last second. */
    synchronized CompletableFuture<Discovered> newerThan(Known outdated) {
        if (latest != null && latest.isUnderWay()) {
            return latest.outcome();
        }
        Instant now = clock.instant();
        boolean isLatest = latest == null || latest.outcome().getNow(null) == outdated;
        boolean mayRead = latest == null || !now.isBefore(latest.at().plus(BETWEEN_READINGS));
        return isLatest && mayRead ? read(now) : current();
    }

    private CompletableFuture<Discovered> read(Instant now) {
        CompletableFuture<Discovered> outcome = backChannel
                .get(address(), Map.of("Accept", "application/json"))
                .thenApply(this::judge)
                .thenApply(this::kept);
        latest = new Reading(now, outcome);
        return outcome;
    }

    /** A terminating slash is taken off first (section 4.1). */
    private URI address() {
        return URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + WELL_KNOWN);
    }

    private synchronized Discovered kept(Discovered read) {
        if (read instanceof Known known) {
            lastKnown = known;
        } else if (lastKnown != null && ((Unknown) read).failure() instanceof Unavailable) {
            return lastKnown;
        }
        return read;
    }

    private Discovered judge(HttpOutcome exchange) {
        Failure failure = failure(exchange);
        if (failure != null) {
            return new Unknown(failure);
        }
        Optional<Claims> document = Claims.parse(((Response) exchange).body());
        if (document.isEmpty()) {
            return new Unknown(new Unavailable("discovery: the answer is not JSON", false, false, null));
        }
        String named = document.get().text("issuer");
        if (named != null && !named.equals(issuer)) {
            return new Unknown(new Misconfigured(
                    "discovery: the issuer calls itself \"" + printable(named) + "\", not \"" + issuer
                            + "\": write it exactly so",
                    false));
        }
        Optional<ProviderMetadata> metadata = document.flatMap(ProviderMetadata::of);
        if (metadata.isEmpty()) {
            return new Unknown(new Misconfigured(
                    "discovery: the issuer names not all of its endpoints, or one without TLS", false));
        }
        return new Known(metadata.get(), verifier(metadata.get()));
    }

    private static String printable(String remote) {
        String plain = remote.replaceAll("\\p{Cntrl}", "");
        return plain.substring(0, Math.min(LONGEST_PRINTED, plain.length()));
    }

    private static @Nullable Failure failure(HttpOutcome exchange) {
        Unavailable broken = Judgement.broken(exchange);
        if (broken != null) {
            return new Unavailable("discovery: " + broken.reason(), false, broken.timedOut(), broken.retryAfter());
        }
        int status = ((Response) exchange).status();
        return status == 200
                ? null
                : new Misconfigured("discovery: HTTP status " + status + "; is the issuer right?", false);
    }

    /** Keys stay known as long as they stand at the same address. */
    private synchronized JwtVerifier verifier(ProviderMetadata metadata) {
        return lastKnown != null && lastKnown.metadata().jwksUri().equals(metadata.jwksUri())
                ? lastKnown.verifier()
                : new JwtVerifier(new JwksCache(metadata.jwksUri(), backChannel, clock));
    }
}
