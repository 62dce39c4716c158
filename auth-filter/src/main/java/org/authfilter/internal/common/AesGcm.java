package org.authfilter.internal.common;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Authenticated encryption by AES in Galois/Counter Mode (NIST SP 800-38D), with a random 96-bit nonce in front of the
 * ciphertext and a 128-bit tag behind it. Thread-safe.
 */
public final class AesGcm {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private AesGcm() {}

    /**
     * Encrypts {@code plain}.
     *
     * @param context authenticated and not encrypted; {@link #decrypt} needs the same
     * @throws IllegalStateException if the platform lacks AES-GCM, or {@code key} is no AES key
     */
    public static byte[] encrypt(SecretKey key, byte[] plain, byte[] context) {
        byte[] nonce = RandomTokens.bytes(NONCE_BYTES);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("AES-GCM is not available", unsupported);
        }
    }

    /** Decrypts what {@link #encrypt} returned; empty if {@code key}, {@code context} or a byte is another one. */
    public static Optional<byte[]> decrypt(SecretKey key, byte[] encrypted, byte[] context) {
        if (encrypted.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(encrypted, 0, nonce, 0, NONCE_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, context)
                    .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES));
        } catch (GeneralSecurityException notAuthentic) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
