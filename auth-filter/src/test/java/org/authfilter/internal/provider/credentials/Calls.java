package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.authfilter.User;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.config.SettingsReader;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;

/** What a provider needs to make calls, on a clock that a test moves. */
final class Calls implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    static final Map<String, JsonValue> ALICE = fields("email", "alice@example.org", "password", "alice-s3cret");
    static final TokenSet CURRENT =
            new TokenSet("access-0-s3cret", "refresh-0-s3cret", "id-0-s3cret", NOW.minusSeconds(60), NOW, null);

    static final User KNOWN = new User("known", "known@example.org", List.of("known"), "sub-known", "iss-known");

    final MutableClock clock = new MutableClock(NOW);
    final IssuerHttpClient backChannel;

    Calls() {
        this(Duration.ofSeconds(10));
    }

    Calls(Duration deadline) {
        backChannel = new IssuerHttpClient(Duration.ofSeconds(2), deadline, clock, clock);
    }

    /** A provider that calls {@code issuer}. */
    CredentialsTokenProvider of(FakeIssuer issuer, String... keysAndValues) {
        return provider(issuer::url, keysAndValues);
    }

    /** A provider that calls {@code backend}, which listens everywhere. */
    CredentialsTokenProvider of(ScriptedBackend backend, String... keysAndValues) {
        return provider(backend::url, keysAndValues);
    }

    private CredentialsTokenProvider provider(Function<String, URI> url, String... keysAndValues) {
        Map<String, String> configured = new LinkedHashMap<>();
        configured.put("provider.backend.type", "credentials");
        configured.put("provider.backend.login-url", url.apply("/auth/login").toString());
        configured.put(
                "provider.backend.refresh-url", url.apply("/auth/refreshToken").toString());
        configured.put("provider.backend.logout-url", url.apply("/auth/logout").toString());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configured.put("provider.backend." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new CredentialsTokenProvider(
                (CredentialsSettings) SettingsReader.read(new ConfigSources().initParams(configured), name -> null)
                        .providers()
                        .get(0),
                backChannel,
                Duration.ofSeconds(30),
                clock);
    }

    /** Login fields, in this order. */
    static Map<String, JsonValue> fields(String... namesAndValues) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], BackendRequest.string(namesAndValues[i + 1]));
        }
        return fields;
    }

    static <T> T await(CompletableFuture<T> call) throws Exception {
        return call.get(20, TimeUnit.SECONDS);
    }

    static Issued issued(CompletableFuture<TokenResult> call) throws Exception {
        TokenResult result = await(call);
        if (result instanceof Issued issued) {
            return issued;
        }
        throw new AssertionError("Not issued: " + result);
    }

    /** A token that looks like a JWT with these claims; its signature is none. */
    static String jwt(String claims) {
        return base64("{\"alg\":\"HS256\"}") + "." + base64(claims) + "." + base64("signature");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        backChannel.close();
    }
}
