package org.authfilter.internal.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DigestsTest {

    /** The example of RFC 7636, appendix B. */
    @Test
    void the_digest_of_a_text_is_base64url_without_padding() {
        assertThat(Digests.sha256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void a_digest_has_the_length_of_its_algorithm() {
        assertThat(Digests.digest("SHA-384", new byte[0])).hasSize(48);
        assertThat(Digests.digest("SHA-512", new byte[0])).hasSize(64);
    }

    @Test
    void a_missing_algorithm_is_named() {
        assertThatThrownBy(() -> Digests.digest("SHA-0", new byte[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SHA-0");
    }
}
