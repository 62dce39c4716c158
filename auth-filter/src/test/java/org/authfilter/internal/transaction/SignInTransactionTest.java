package org.authfilter.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTransactionTest {

    @ParameterizedTest
    @CsvSource({"60, /shop/orders?page=2,", ",,", "0,,''", ", /shop/, code=1&iss=https%3A%2F%2Fidp.example"})
    void every_field_is_decoded_as_it_was(Long maxAge, String callbackUrl, String posted) {
        SignInTransaction transaction = new SignInTransaction(
                "idp",
                "state-1",
                "nonce-1",
                "verifier-1",
                "https://shop.example/shop/auth/callback/idp",
                maxAge,
                callbackUrl,
                posted,
                Instant.parse("2026-11-01T12:00:00.123Z"));

        assertThat(SignInTransaction.decode("idp", "state-1", transaction.encode()))
                .contains(transaction);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1\nnonce\nverifier\n\nuri\n-",
                "1\nnonce\nverifier\n\nuri\n-\n\n",
                "x\nnonce\nverifier\n\nuri\n-\n",
                "1\nnonce\nverifier\nx\nuri\n-\n"
            })
    void a_text_of_another_form_is_no_transaction(String text) {
        assertThat(SignInTransaction.decode("idp", "state-1", text)).isEmpty();
    }

    @Test
    void no_secret_is_printed() {
        SignInTransaction transaction = new SignInTransaction(
                "idp",
                "state-1",
                "nonce-1",
                "verifier-1",
                "https://shop.example/",
                null,
                null,
                "code=1",
                Instant.EPOCH);

        assertThat(transaction.toString()).doesNotContain("state-1", "nonce-1", "verifier-1", "code=1");
    }
}
