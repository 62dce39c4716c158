package org.authfilter.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of an issuer: families that begin with a sign-in, refresh tokens that are good for one use, and reuse
 * detection (RFC 9700, section 4.14.2), which revokes the family together with its access tokens. Thread-safe.
 */
final class IssuedTokens {

    private final Clock clock;
    private final AccessTokenFormat format;
    private final IssuerCounters counters;
    private final Map<String, RefreshToken> refreshTokens = new HashMap<>();
    private final Map<String, AccessToken> accessTokens = new HashMap<>();
    private Duration accessLifetime = Duration.ofMinutes(5);
    private Optional<Duration> refreshLifetime = Optional.empty();
    private List<String> roles = List.of("user");
    private final List<Instant> reused = new ArrayList<>();
    private int lastNumber;
    private Instant lastExpiry = Instant.MIN;

    IssuedTokens(Clock clock, AccessTokenFormat format, IssuerCounters counters) {
        this.clock = clock;
        this.format = format;
        this.counters = counters;
    }

    synchronized void accessLifetime(Duration lifetime) {
        accessLifetime = lifetime;
    }

    synchronized void refreshLifetime(Duration lifetime) {
        refreshLifetime = Optional.of(lifetime);
    }

    synchronized void roles(List<String> names) {
        roles = names;
    }

    synchronized Grant signIn(String email, boolean expired) {
        counters.add(IssuerCounters.Event.LOGIN);
        return issue(new Family(email), expired);
    }

    /** The next token set of the family, empty if {@code token} is unknown, spent, expired or revoked. */
    synchronized Optional<Grant> rotate(String token, boolean expired) {
        return present(token).map(presented -> {
            presented.spentAt = clock.instant();
            return issue(presented.family, expired);
        });
    }

    /** A new access token for a refresh token that stays good. */
    synchronized Optional<Grant> refreshWithoutRotation(String token) {
        return present(token).map(presented -> {
            Grant next = issue(presented.family, false);
            refreshTokens.remove(next.refreshToken());
            return next;
        });
    }

    private Optional<RefreshToken> present(String token) {
        RefreshToken presented = refreshTokens.get(token);
        if (presented == null) {
            return Optional.empty();
        }
        if (presented.spentAt != null) {
            counters.add(IssuerCounters.Event.REUSE);
            reused.add(presented.spentAt);
            presented.family.revoked = true;
        }
        return presented.family.revoked || isOver(presented.expiry) ? Optional.empty() : Optional.of(presented);
    }

    private Grant issue(Family family, boolean expired) {
        int number = ++lastNumber;
        Instant now = clock.instant();
        Instant expiry = expired ? now.minus(Duration.ofMinutes(1)) : now.plus(accessLifetime);
        Optional<Instant> refreshExpiry = refreshLifetime.map(now::plus);
        lastExpiry = expiry;
        String access = format.write(number, family.email, now, expiry);
        String refresh = "refresh-" + number;
        IssuedSecrets.add("access token", access);
        IssuedSecrets.add("refresh token", refresh);
        accessTokens.put(access, new AccessToken(number, family, expiry));
        refreshTokens.put(refresh, new RefreshToken(family, refreshExpiry));
        return new Grant(number, family.email, roles, access, expiry, refresh, refreshExpiry);
    }

    synchronized boolean revokeFamilyOf(String token) {
        RefreshToken presented = refreshTokens.get(token);
        if (presented == null) {
            return false;
        }
        presented.family.revoked = true;
        return true;
    }

    synchronized void revokeAccessTokens() {
        accessTokens.clear();
    }

    synchronized void revokeAll() {
        refreshTokens.values().forEach(token -> token.family.revoked = true);
    }

    synchronized List<Instant> reused() {
        return List.copyOf(reused);
    }

    synchronized Instant lastExpiry() {
        return lastExpiry;
    }

    /** The response of the API to the bearer of a valid token: the number of the token and its user. */
    synchronized Optional<Map<String, String>> introspect(String accessToken) {
        AccessToken known = accessTokens.get(accessToken);
        if (known == null || known.family.revoked || isOver(Optional.of(known.expiry))) {
            return Optional.empty();
        }
        String subject = Grant.subject(known.family.email);
        return Optional.of(Map.of("token", String.valueOf(known.number), "subject", subject));
    }

    /** The user of a valid access token, with the present roles. */
    synchronized Optional<Map<String, Object>> profile(String accessToken) {
        return introspect(accessToken).map(known -> {
            String email = accessTokens.get(accessToken).family.email;
            return Map.of("name", Grant.name(email), "email", email, "roles", roles);
        });
    }

    private boolean isOver(Optional<Instant> expiry) {
        return expiry.isPresent() && !clock.instant().isBefore(expiry.get());
    }

    private static final class Family {
        final String email;
        boolean revoked;

        Family(String email) {
            this.email = email;
        }
    }

    private static final class RefreshToken {
        final Family family;
        final Optional<Instant> expiry;
        Instant spentAt;

        RefreshToken(Family family, Optional<Instant> expiry) {
            this.family = family;
            this.expiry = expiry;
        }
    }

    private record AccessToken(int number, Family family, Instant expiry) {}
}
