package org.authfilter.internal.fuzz;

import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * A check that every input passes. The profile {@code fuzz} lets Jazzer search for an input that does not pass. Every build
 * repeats the kept inputs and tries two thousand variations of them, always the same.
 */
public interface FuzzTarget {

    int VARIATIONS = 2_000;

    /** Fails if {@code input} does not pass. */
    void every_input_passes(byte[] input) throws Exception;

    @Test
    default void variations_of_the_kept_inputs_pass() throws IOException {
        Variations variations = Variations.ofInputsOf(getClass());
        for (int i = 0; i < VARIATIONS; i++) {
            byte[] input = variations.next();
            try {
                every_input_passes(input);
            } catch (Exception | Error broken) {
                throw new AssertionError(
                        "This input (Base64) does not pass: "
                                + Base64.getEncoder().encodeToString(input),
                        broken);
            }
        }
    }
}
