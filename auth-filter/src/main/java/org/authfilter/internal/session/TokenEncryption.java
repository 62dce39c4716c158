package org.authfilter.internal.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authfilter.internal.common.AesGcm;

/**
 * Encrypts texts by their names under the key of one session, with AES-256-GCM. Other versions of this jar can read the
 * result, since names that they don't know are ignored. Immutable.
 *
 * @param context what the texts belong to; they can't be decrypted in another context
 */
public record TokenEncryption(SessionKey key, String context) {

    /** The same key, for one purpose: what was encrypted can't be decrypted for another one. */
    public TokenEncryption forPurpose(String purpose) {
        return new TokenEncryption(key, context + "/" + purpose);
    }

    /** Returns the texts, encrypted, as base64. */
    public String encrypt(Map<String, String> texts) {
        List<byte[]> parts = new ArrayList<>();
        texts.forEach((name, text) -> {
            parts.add(name.getBytes(UTF_8));
            parts.add(text.getBytes(UTF_8));
        });
        ByteBuffer plain = ByteBuffer.allocate(
                parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        parts.forEach(part -> plain.putInt(part.length).put(part));
        return Base64.getEncoder().encodeToString(AesGcm.encrypt(key.aesKey(), plain.array(), contextBytes()));
    }

    /** Returns the texts; empty if they were encrypted under another key or in another context, or not by this class. */
    public Optional<Map<String, String>> decrypt(String encrypted) {
        try {
            return AesGcm.decrypt(key.aesKey(), Base64.getDecoder().decode(encrypted), contextBytes())
                    .map(TokenEncryption::texts);
        } catch (IllegalArgumentException | BufferUnderflowException | NegativeArraySizeException foreignValue) {
            return Optional.empty();
        }
    }

    private static Map<String, String> texts(byte[] plain) {
        ByteBuffer buffer = ByteBuffer.wrap(plain);
        Map<String, String> texts = new HashMap<>();
        while (buffer.hasRemaining()) {
            String name = text(buffer);
            texts.put(name, text(buffer));
        }
        return texts;
    }

    private static String text(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, UTF_8);
    }

    private byte[] contextBytes() {
        return context.getBytes(UTF_8);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TokenEncryption[" + context + "]";
    }
}
