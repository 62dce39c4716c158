package org.authfilter.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The codes and refresh tokens of a scripted OpenID Provider. A refresh token that comes twice kills its family. */
final class OpenIdGrants {

    private final Map<String, Grant> codes = new LinkedHashMap<>();
    private final Map<String, Grant> refreshTokens = new LinkedHashMap<>();
    private final Map<String, Grant> accessTokens = new LinkedHashMap<>();
    private final Set<String> spent = new HashSet<>();
    private boolean rotates = true;
    private int number;
    private int reuses;

    /** The grant of one sign-in. */
    record Grant(int family, String user, String nonce, String challenge, String redirectUri, long authTime) {}

    synchronized String code(String user, Map<String, String> request, long authTime) {
        number++;
        Grant grant = new Grant(
                number,
                user,
                request.get("nonce"),
                request.get("code_challenge"),
                request.get("redirect_uri"),
                authTime);
        codes.put("code-" + number, grant);
        return "code-" + number;
    }

    synchronized Optional<Grant> redeem(Map<String, String> form) {
        return Optional.ofNullable(codes.remove(form.get("code")))
                .filter(grant -> grant.redirectUri().equals(form.get("redirect_uri")))
                .filter(grant -> grant.challenge().equals(challenge(form.getOrDefault("code_verifier", ""))));
    }

    synchronized Optional<Grant> refresh(String token) {
        Grant grant = refreshTokens.get(token);
        if (grant != null && rotates && !spent.add(token)) {
            reuses++;
            end(grant.family());
            return Optional.empty();
        }
        return Optional.ofNullable(grant);
    }

    synchronized void keepRefreshTokens() {
        rotates = false;
    }

    synchronized boolean rotates() {
        return rotates;
    }

    synchronized int next() {
        return ++number;
    }

    synchronized void keep(String accessToken, String refreshToken, Grant grant) {
        accessTokens.put(accessToken, grant);
        refreshTokens.put(refreshToken, grant);
    }

    synchronized Optional<Grant> of(String accessToken) {
        return Optional.ofNullable(accessTokens.get(accessToken));
    }

    synchronized void revoke(String token) {
        Grant grant = refreshTokens.getOrDefault(token, accessTokens.get(token));
        if (grant != null) {
            end(grant.family());
        }
    }

    synchronized int reuses() {
        return reuses;
    }

    synchronized void endAll() {
        refreshTokens.clear();
        accessTokens.clear();
    }

    private void end(int family) {
        refreshTokens.values().removeIf(grant -> grant.family() == family);
        accessTokens.values().removeIf(grant -> grant.family() == family);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
