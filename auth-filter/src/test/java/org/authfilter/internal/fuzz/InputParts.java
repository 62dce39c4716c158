package org.authfilter.internal.fuzz;

import java.nio.charset.StandardCharsets;

/** An input as text parts: one per line, the last part with all remaining lines. A missing part is empty. */
public final class InputParts {

    private final String[] parts;

    private InputParts(String[] parts) {
        this.parts = parts;
    }

    public static InputParts of(byte[] input, int count) {
        return new InputParts(new String(input, StandardCharsets.UTF_8).split("\n", count));
    }

    public String part(int index) {
        return index < parts.length ? parts[index] : "";
    }
}
