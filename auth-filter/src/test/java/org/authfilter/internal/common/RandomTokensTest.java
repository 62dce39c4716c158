package org.authfilter.internal.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomTokensTest {

    @Test
    void a_token_has_43_characters_of_base64url() {
        assertThat(RandomTokens.create()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void tokens_differ() {
        assertThat(Stream.generate(RandomTokens::create).limit(1000)).doesNotHaveDuplicates();
    }
}
