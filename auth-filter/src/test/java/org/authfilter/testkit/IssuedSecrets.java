package org.authfilter.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that the test kit has issued or received in this JVM: tokens, codes, verifiers, passwords, client
 * secrets, cookies. Nothing is kept before a test run asks for it by {@link #keep()}. Thread-safe.
 */
public final class IssuedSecrets {

    /** The names under which they travel, in forms, JSON and addresses. */
    private static final Map<String, String> KINDS_BY_NAME = Map.ofEntries(
            Map.entry("access_token", "access token"),
            Map.entry("client_assertion", "client assertion"),
            Map.entry("client_secret", "client secret"),
            Map.entry("code", "authorization code"),
            Map.entry("code_verifier", "code verifier"),
            Map.entry("id_token", "ID token"),
            Map.entry("id_token_hint", "ID token"),
            Map.entry("logout_token", "logout token"),
            Map.entry("nonce", "nonce"),
            Map.entry("password", "password"),
            Map.entry("refresh_token", "refresh token"),
            Map.entry("state", "state"),
            Map.entry("token", "refresh token"));

    private static final Map<String, String> KINDS_BY_SECRET = new ConcurrentHashMap<>();
    private static volatile boolean isKept;

    private IssuedSecrets() {}

    /** From now on they are kept, for {@link SecretSearch} to look for. */
    public static void keep() {
        isKept = true;
    }

    /** Their kinds, such as {@code refresh token}, by the secrets themselves. */
    static Map<String, String> all() {
        return Map.copyOf(KINDS_BY_SECRET);
    }

    /** One that a test knows of. */
    public static void add(String kind, String secret) {
        if (isKept) {
            KINDS_BY_SECRET.putIfAbsent(secret, kind);
        }
    }

    /** Those among the parameters of a form or an address. */
    public static void addParams(Map<String, ?> params) {
        KINDS_BY_NAME.forEach((name, kind) -> {
            if (params.get(name) instanceof String secret) {
                add(kind, secret);
            }
        });
    }

    /** The values of headers {@code Set-Cookie}: among them the session id. */
    public static void addCookies(List<String> setCookies) {
        for (String cookie : setCookies) {
            String pair = cookie.split(";", 2)[0];
            add("cookie " + pair.split("=", 2)[0], pair.substring(pair.indexOf('=') + 1));
        }
    }
}
