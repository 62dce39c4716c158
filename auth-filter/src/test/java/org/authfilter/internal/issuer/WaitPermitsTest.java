package org.authfilter.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitPermitsTest {

    @ParameterizedTest(name = "half of {0} is {1}")
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "16, 8"})
    void R4_half_of_the_permits_is_rounded_up_taken_from_the_whole_and_released(int all, int half) {
        WaitPermits whole = new WaitPermits(all);
        WaitPermits ofHalf = whole.half();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < half; i++) {
                assertThat(ofHalf.tryAcquire()).isTrue();
            }
            assertThat(ofHalf.tryAcquire()).isFalse();
            for (int i = half; i < all; i++) {
                assertThat(whole.tryAcquire()).isTrue();
            }
            assertThat(whole.tryAcquire()).isFalse();

            for (int i = 0; i < half; i++) {
                ofHalf.release();
            }
            for (int i = half; i < all; i++) {
                whole.release();
            }
        }
    }

    @Test
    void a_request_that_finds_no_permit_of_the_whole_releases_that_of_the_half() {
        WaitPermits whole = new WaitPermits(1);
        WaitPermits half = whole.half();
        whole.tryAcquire();

        assertThat(half.tryAcquire()).isFalse();
        whole.release();

        assertThat(half.tryAcquire()).isTrue();
    }
}
