package org.authfilter.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The keys of a scripted OpenID Provider; the last one signs. */
final class SigningKeys {

    /** Made once: to make a key takes longer than most tests. */
    private static final RsaJsonWebKey FIRST = newKey("key-1");

    private final List<RsaJsonWebKey> keys = new CopyOnWriteArrayList<>(List.of(FIRST));
    private final List<String> others = new CopyOnWriteArrayList<>();
    private int number = 1;

    synchronized void rotate(boolean dropsOld) {
        if (dropsOld) {
            keys.clear();
        }
        number++;
        keys.add(newKey("key-" + number));
    }

    void publishToo(String jwk) {
        others.add(jwk);
    }

    String signES256(String payload) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("ec-key");
            publishToo(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(payload);
            jws.setAlgorithmHeaderValue("ES256");
            jws.setKeyIdHeaderValue("ec-key");
            jws.setKey(key.getPrivateKey());
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String jwks() {
        return Stream.concat(
                        keys.stream().map(key -> key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)),
                        others.stream())
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    String sign(String payload, String type) {
        return sign(keys.get(keys.size() - 1), payload, type);
    }

    RsaJsonWebKey current() {
        return keys.get(keys.size() - 1);
    }

    static String sign(RsaJsonWebKey key, String payload, String type) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setAlgorithmHeaderValue("RS256");
        if (type != null) {
            jws.setHeader("typ", type);
        }
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
