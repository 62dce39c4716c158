package org.authfilter.provider.oidc;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.authfilter.config.OidcClientAuth;
import org.authfilter.config.OidcSettings;
import org.authfilter.config.PushedRequests;
import org.authfilter.provider.http.BackChannel;
import org.authfilter.provider.oidc.Discovered.Known;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer that signs whatever it is told to, and the judges of its tokens. */
final class OpenIdTokens implements AutoCloseable {

    static final OidcSettings SETTINGS = new OidcSettings(
            "idp",
            "https://issuer.example",
            "shop",
            new OidcClientAuth.None(),
            "openid",
            Map.of(),
            List.of(),
            "/realm_access/roles",
            "preferred_username",
            true,
            PushedRequests.AUTO,
            true);

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final EllipticCurveJsonWebKey key = newKey();
    private final HttpServer server = listening();
    private final BackChannel backChannel;
    private final Discovery discovery;
    final IdTokens idTokens;
    final IdTokenRules rules = new IdTokenRules(SETTINGS.clientId(), SKEW);
    final LogoutTokens logoutTokens;

    /**
     * Starts the issuer. It tells its keys at a local address, whatever its tokens call it.
     *
     * @param otherKey the public half of a key with which recorded tokens are signed, as a JWK
     */
    OpenIdTokens(String otherKey, Clock clock) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        serve("/jwks", "{\"keys\":[" + otherKey + "," + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}");
        serve(
                "/.well-known/openid-configuration",
                """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/a","token_endpoint":"%1$s/t","jwks_uri":"%1$s/jwks"}"""
                        .formatted(address));
        backChannel = new BackChannel(Duration.ofSeconds(5), Duration.ofSeconds(20), clock);
        discovery = new Discovery(address, backChannel, clock);
        idTokens = new IdTokens(SETTINGS, discovery, SKEW, clock);
        logoutTokens = new LogoutTokens(SETTINGS, discovery, idTokens);
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("new");
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpServer listening() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    Known known() {
        return (Known) discovery.current().join();
    }

    /** A token of this issuer with these claims. */
    String sign(String claims, String type) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims);
        jws.setAlgorithmHeaderValue("ES256");
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        backChannel.close();
        server.stop(0);
    }
}
