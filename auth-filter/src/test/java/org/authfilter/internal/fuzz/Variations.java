package org.authfilter.internal.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Random changes of the kept inputs of a fuzz test, in the same order at each run. */
final class Variations {

    private static final long SEED = 20_261_101;
    private static final int MOST_CHANGES = 5;
    private static final int LONGEST_INPUT = 8_192;
    private static final int LONGEST_PIECE = 24;

    private final Random random = new Random(SEED);
    private final List<byte[]> kept;

    private Variations(List<byte[]> kept) {
        this.kept = kept;
    }

    static Variations ofInputsOf(Class<?> fuzzTest) throws IOException {
        URL inputs = fuzzTest.getResource(fuzzTest.getSimpleName() + "Inputs/every_input_passes");
        Path directory = path(Objects.requireNonNull(inputs, () -> fuzzTest + " has no inputs"));
        try (Stream<Path> files = Files.list(directory)) {
            return new Variations(files.sorted().map(Variations::content).toList());
        }
    }

    private static Path path(URL directory) {
        try {
            return Path.of(directory.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    byte[] next() {
        byte[] input = any();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            input = changed(input);
        }
        return input.length > LONGEST_INPUT ? Arrays.copyOf(input, LONGEST_INPUT) : input;
    }

    private byte[] any() {
        return kept.get(random.nextInt(kept.size()));
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(LONGEST_PIECE));
        return switch (random.nextInt(6)) {
            case 0 -> replaced(input, from, to, new byte[0]);
            case 1 -> replaced(input, from, from, piece(input));
            case 2 -> replaced(input, from, from, piece(any()));
            case 3 -> replaced(input, from, to, piece(any()));
            case 4 -> replaced(input, from, Math.min(input.length, from + 1), new byte[] {anyByte()});
            default -> replaced(input, from, from, new byte[] {anyByte()});
        };
    }

    private byte[] piece(byte[] input) {
        int from = random.nextInt(input.length + 1);
        return Arrays.copyOfRange(input, from, Math.min(input.length, from + random.nextInt(LONGEST_PIECE)));
    }

    private byte anyByte() {
        return (byte) (random.nextInt(4) == 0 ? random.nextInt(0x100) : random.nextInt(0x80));
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] piece) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream(input.length + piece.length);
        changed.write(input, 0, from);
        changed.writeBytes(piece);
        changed.write(input, to, input.length - to);
        return changed.toByteArray();
    }
}
