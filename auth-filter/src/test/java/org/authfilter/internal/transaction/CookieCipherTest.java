package org.authfilter.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.authfilter.internal.common.RandomTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieCipherTest {

    private final CookieCipher cipher = new CookieCipher(new byte[32]);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Grüße 🙂", "line\nfeed"})
    void a_text_is_decrypted_with_the_same_key_and_place(String text) {
        assertThat(cipher.decrypt(cipher.encrypt(text, "here"), "here")).contains(text);
    }

    @Test
    void an_encrypted_text_is_the_value_of_a_cookie() {
        assertThat(cipher.encrypt("Grüße 🙂", "here")).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void a_text_of_another_place_is_not_decrypted() {
        assertThat(cipher.decrypt(cipher.encrypt("text", "here"), "there")).isEmpty();
    }

    @Test
    void a_text_of_another_key_is_not_decrypted() {
        CookieCipher other = new CookieCipher(RandomTokens.bytes(32));

        assertThat(other.decrypt(cipher.encrypt("text", "here"), "here")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "not base64!", "äöü"})
    void anything_else_is_not_decrypted(String garbage) {
        assertThat(cipher.decrypt(garbage, "here")).isEmpty();
    }

    @Test
    void the_key_is_not_printed() {
        assertThat(cipher).hasToString("CookieCipher");
    }
}
