package org.authfilter.internal.fuzz;

import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * Something that holds for any input. The profile {@code fuzz} lets Jazzer look for an input for which it does not; every
 * build repeats the kept inputs, and tries two thousand variations of them, always the same.
 */
public interface FuzzTarget {

    int VARIATIONS = 2_000;

    /** Fails if it does not hold for {@code input}. */
    void holds(byte[] input) throws Exception;

    @Test
    default void holds_for_variations_of_the_kept_inputs() throws IOException {
        Variations variations = Variations.ofInputsOf(getClass());
        for (int i = 0; i < VARIATIONS; i++) {
            byte[] input = variations.next();
            try {
                holds(input);
            } catch (Exception | Error broken) {
                throw new AssertionError(
                        "It does not hold for the input (Base64) "
                                + Base64.getEncoder().encodeToString(input),
                        broken);
            }
        }
    }
}
