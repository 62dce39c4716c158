package org.authfilter.internal.refresh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.authfilter.User;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.provider.UserClaims;
import org.authfilter.internal.provider.UserUpdate;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** The result of a refresh for the other nodes: texts by their names, encrypted under the key of the session. */
final class SharedResult {

    private static final String UNVERIFIED = "unverified.";

    private SharedResult() {}

    /** Returns the payload of a claim; the update of the user is applied to {@code known}. */
    static byte[] encrypt(TokenResult result, User known, TokenEncryption encryption) {
        return encryption.encrypt(texts(result, known)).getBytes(ISO_8859_1);
    }

    /** Returns the result in the payload of a claim, which is empty if its node has stopped. */
    static TokenResult decrypt(byte[] payload, TokenEncryption encryption) {
        return payload.length == 0
                ? Unavailable.maybeProcessed("the node that refreshed the token set has stopped")
                : encryption
                        .decrypt(new String(payload, ISO_8859_1))
                        .map(SharedResult::of)
                        .orElseGet(() -> Unavailable.maybeProcessed("the result of another node can't be decrypted"));
    }

    /** Returns the texts of {@code result}; the update of the user is applied to {@code known}. */
    static Map<String, String> texts(TokenResult result, User known) {
        Map<String, String> texts = new HashMap<>();
        if (result instanceof Granted granted) {
            putTokens(texts, "", granted.tokens());
            TokenSet unverified = granted.tokens().unverified();
            if (unverified != null) {
                putTokens(texts, UNVERIFIED, unverified);
            }
        }
        if (result instanceof Issued issued) {
            User user = issued.update().applyTo(known);
            texts.put("name", user.name());
            put(texts, "email", user.email());
            putList(texts, "roles", user.roles());
        }
        Failure failure = result instanceof Unverified unverified
                ? unverified.why()
                : result instanceof Failure failed ? failed : null;
        if (failure != null) {
            texts.put("failure", failure instanceof Rejected ? "R" : failure instanceof Misconfigured ? "M" : "U");
            texts.put("reason", failure.reason());
            texts.put("processed", Boolean.toString(failure instanceof Transient t && t.mayBeProcessed()));
            put(texts, "retryAfter", failure instanceof Unavailable u ? u.retryAfter() : null);
        }
        return texts;
    }

    private static void putTokens(Map<String, String> texts, String part, TokenSet tokens) {
        texts.put(part + "accessToken", tokens.accessToken());
        put(texts, part + "refreshToken", tokens.refreshToken());
        put(texts, part + "idToken", tokens.idToken());
        put(texts, part + "obtainedAt", tokens.obtainedAt());
        put(texts, part + "expiresAt", tokens.expiresAt());
        put(texts, part + "refreshExpiresAt", tokens.refreshExpiresAt());
        SignInClaims signIn = tokens.signIn();
        if (signIn != null) {
            texts.put(part + "nonce", signIn.nonce());
            put(texts, part + "authTime", signIn.authTime());
            put(texts, part + "acr", signIn.acr());
            putList(texts, part + "amr", signIn.amr());
            put(texts, part + "issuedAt", signIn.issuedAt());
        }
    }

    private static void put(Map<String, String> texts, String name, @Nullable Object value) {
        if (value != null) {
            texts.put(name, value.toString());
        }
    }

    private static void putList(Map<String, String> texts, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            texts.put(name + i, values.get(i));
        }
    }

    /** Returns the result that has these texts. */
    static TokenResult of(Map<String, String> texts) {
        if (!texts.containsKey("accessToken")) {
            return failure(texts);
        }
        TokenSet tokens = tokens(texts, "");
        if (texts.containsKey("failure") && failure(texts) instanceof Transient why) {
            return new Unverified(tokens, why);
        }
        UserClaims claims = new UserClaims(texts.get("name"), texts.get("email"), list(texts, "roles"));
        return Issued.refreshed(tokens, new UserUpdate(claims, UserClaims.NONE, UserClaims.NONE));
    }

    private static Failure failure(Map<String, String> texts) {
        String reason = texts.getOrDefault("reason", "") + " (of another node)";
        boolean mayBeProcessed = Boolean.parseBoolean(texts.get("processed"));
        if ("R".equals(texts.get("failure"))) {
            return new Rejected(reason);
        }
        if ("M".equals(texts.get("failure"))) {
            return new Misconfigured(reason, mayBeProcessed);
        }
        String retryAfter = texts.get("retryAfter");
        return (mayBeProcessed ? Unavailable.maybeProcessed(reason) : Unavailable.notProcessed(reason))
                .withRetryAfter(retryAfter == null ? null : Duration.parse(retryAfter));
    }

    private static TokenSet tokens(Map<String, String> texts, String part) {
        String nonce = texts.get(part + "nonce");
        return new TokenSet(
                Objects.requireNonNull(texts.get(part + "accessToken")),
                texts.get(part + "refreshToken"),
                texts.get(part + "idToken"),
                Instant.parse(Objects.requireNonNull(texts.get(part + "obtainedAt"))),
                instant(texts.get(part + "expiresAt")),
                instant(texts.get(part + "refreshExpiresAt")),
                part.isEmpty() && texts.containsKey(UNVERIFIED + "accessToken") ? tokens(texts, UNVERIFIED) : null,
                nonce == null
                        ? null
                        : new SignInClaims(
                                nonce,
                                number(texts.get(part + "authTime")),
                                texts.get(part + "acr"),
                                list(texts, part + "amr"),
                                number(texts.get(part + "issuedAt"))));
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static List<String> list(Map<String, String> texts, String name) {
        List<String> values = new ArrayList<>();
        for (String value = texts.get(name + "0"); value != null; value = texts.get(name + values.size())) {
            values.add(value);
        }
        return values;
    }
}
