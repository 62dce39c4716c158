package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.HttpResults;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.provider.jose.JwksCache;
import org.authfilter.internal.provider.jose.JwtVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata of an issuer when they are first needed (OpenID Connect Discovery 1.0, section 4), again after ten
 * minutes, and when they turn out to be outdated; at most once a second. While new ones can't be read, the last ones
 * stay in use. Thread-safe; no call blocks.
 */
class Discovery {

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_PRINTED = 200;

    private final OidcSettings settings;
    private final String issuer;
    private final IssuerHttpClient http;
    private @Nullable Reading latest;
    private Result.@Nullable Ok<DiscoveredProvider> lastKnown;

    Discovery(OidcSettings settings, IssuerHttpClient http) {
        this.settings = settings;
        this.issuer = settings.issuer();
        this.http = http;
    }

    private record Reading(Instant at, CompletableFuture<Result<DiscoveredProvider>> result) {

        boolean isDue(Instant now) {
            boolean hasFailed = result.getNow(null) instanceof Result.Failed;
            return !now.isBefore(at.plus(hasFailed ? MIN_INTERVAL : MAX_AGE));
        }

        boolean isUnderWay() {
            return !result.isDone();
        }

        boolean hasBrought(DiscoveredProvider provider) {
            return result.getNow(null) instanceof Result.Ok<DiscoveredProvider> ok && ok.value() == provider;
        }
    }

    /** The metadata, read first where that is due. A forced reading under way does not delay other callers. */
    synchronized CompletableFuture<Result<DiscoveredProvider>> current() {
        Instant now = http.timer().instant();
        if (latest == null || latest.isDue(now)) {
            return read(now);
        }
        return latest.isUnderWay() && lastKnown != null
                ? CompletableFuture.completedFuture(lastKnown)
                : latest.result();
    }

    /** Whether the metadata have an endpoint for pushed authorization requests; true while none are known. */
    synchronized boolean mayOfferPushedRequests() {
        return lastKnown == null || lastKnown.value().metadata().pushedRequestEndpoint() != null;
    }

    /** Metadata read after {@code outdated}; the same ones if they were read within the last second. */
    synchronized CompletableFuture<Result<DiscoveredProvider>> newerThan(DiscoveredProvider outdated) {
        if (latest != null && latest.isUnderWay()) {
            return latest.result();
        }
        Instant now = http.timer().instant();
        boolean isLatest = latest == null || latest.hasBrought(outdated);
        boolean mayRead = latest == null || !now.isBefore(latest.at().plus(MIN_INTERVAL));
        return isLatest && mayRead ? read(now) : current();
    }

    private CompletableFuture<Result<DiscoveredProvider>> read(Instant now) {
        CompletableFuture<Result<DiscoveredProvider>> result = http.get(address(), Map.of("Accept", "application/json"))
                .thenApply(this::parse)
                .thenApply(this::remember);
        latest = new Reading(now, result);
        return result;
    }

    /** The configured address, or one below the issuer, whose terminating slash is removed first (section 4.1). */
    private URI address() {
        URI configured = settings.discoveryUrl();
        if (configured != null) {
            return configured;
        }
        return URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + WELL_KNOWN);
    }

    private synchronized Result<DiscoveredProvider> remember(Result<DiscoveredProvider> read) {
        if (read instanceof Result.Ok<DiscoveredProvider> known) {
            lastKnown = known;
        } else if (lastKnown != null
                && read instanceof Result.Failed<DiscoveredProvider> failed
                && failed.failure() instanceof Unavailable) {
            return lastKnown;
        }
        return read;
    }

    private Result<DiscoveredProvider> parse(HttpOutcome outcome) {
        return HttpResults.of(outcome).fold(this::parse, failure -> Result.failed(notRead(failure)));
    }

    /** The token endpoint was not called yet, so no token can be spent. */
    private static Failure notRead(Failure failure) {
        Unavailable unread = Unavailable.notProcessed("discovery: " + failure.reason());
        return failure instanceof Unavailable unavailable
                ? new Unavailable(unread.reason(), false, unavailable.cause(), unavailable.retryAfter())
                : unread;
    }

    private Result<DiscoveredProvider> parse(Response response) {
        if (response.status() != 200) {
            return misconfigured("HTTP status " + response.status() + "; is the issuer right?");
        }
        Optional<Claims> document = Claims.parse(response.body());
        if (document.isEmpty()) {
            return Result.failed(Unavailable.notProcessed("discovery: the response is not JSON"));
        }
        String named = document.get().text("issuer");
        if (named != null && !named.equals(issuer)) {
            return misconfigured("the issuer calls itself \"" + printable(named) + "\", not \"" + issuer
                    + "\": write it exactly so");
        }
        return document.flatMap(ProviderMetadata::of)
                .map(metadata -> Result.ok(new DiscoveredProvider(metadata, verifier(metadata))))
                .orElseGet(() -> misconfigured("the issuer does not name all of its endpoints, or one without TLS"));
    }

    private static Result<DiscoveredProvider> misconfigured(String reason) {
        return Result.failed(Misconfigured.notProcessed("discovery: " + reason));
    }

    private static String printable(String remote) {
        String plain = remote.replaceAll("\\p{Cntrl}", "");
        return plain.substring(0, Math.min(MAX_PRINTED, plain.length()));
    }

    /** Keys stay known as long as their address stays the same. */
    private synchronized JwtVerifier verifier(ProviderMetadata metadata) {
        return lastKnown != null && lastKnown.value().metadata().jwksUri().equals(metadata.jwksUri())
                ? lastKnown.value().verifier()
                : new JwtVerifier(new JwksCache(metadata.jwksUri(), http), settings.signingAlgs());
    }
}
