package org.authfilter.internal.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmTest {

    private static final byte[] PLAIN = "a token".getBytes(UTF_8);
    private static final byte[] CONTEXT = "a session".getBytes(UTF_8);

    private final SecretKey key = new SecretKeySpec(RandomTokens.bytes(32), "AES");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 100_000})
    void a_text_of_each_length_is_decrypted_unchanged(int length) {
        byte[] plain = RandomTokens.bytes(length);

        assertThat(AesGcm.decrypt(key, AesGcm.encrypt(key, plain, CONTEXT), CONTEXT))
                .contains(plain);
    }

    @Test
    void one_text_is_never_encrypted_to_the_same_bytes() {
        assertThat(AesGcm.encrypt(key, PLAIN, CONTEXT)).isNotEqualTo(AesGcm.encrypt(key, PLAIN, CONTEXT));
    }

    @Test
    void another_key_decrypts_nothing() {
        byte[] encrypted = AesGcm.encrypt(key, PLAIN, CONTEXT);

        assertThat(AesGcm.decrypt(new SecretKeySpec(RandomTokens.bytes(32), "AES"), encrypted, CONTEXT))
                .isEmpty();
    }

    @Test
    void another_context_decrypts_nothing() {
        byte[] encrypted = AesGcm.encrypt(key, PLAIN, CONTEXT);

        assertThat(AesGcm.decrypt(key, encrypted, "another session".getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void a_changed_byte_decrypts_nothing() {
        byte[] encrypted = AesGcm.encrypt(key, PLAIN, CONTEXT);
        for (int i = 0; i < encrypted.length; i++) {
            byte[] changed = encrypted.clone();
            changed[i] ^= 1;

            assertThat(AesGcm.decrypt(key, changed, CONTEXT)).as("byte " + i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 13, 27})
    void a_text_that_is_too_short_decrypts_nothing(int length) {
        assertThat(AesGcm.decrypt(key, new byte[length], CONTEXT)).isEmpty();
    }

    @Test
    void a_key_of_a_wrong_length_encrypts_nothing() {
        assertThatThrownBy(() -> AesGcm.encrypt(new SecretKeySpec(new byte[5], "AES"), PLAIN, CONTEXT))
                .isInstanceOf(IllegalStateException.class);
    }
}
