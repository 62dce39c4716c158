package org.authfilter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code blocks of README.md and of the pages that it links to, word for word. */
final class Readme {

    private static final Path FILE = Path.of(System.getProperty("readme"));

    private Readme() {}

    /** The fenced block of the README that follows the comment {@code <!-- first-screen: name -->}. */
    static String block(String name) {
        return block(FILE.getFileName().toString(), "first-screen: " + name);
    }

    /**
     * The fenced block of a document that follows the comment {@code <!-- remark -->}.
     *
     * @param document relative to the README
     */
    static String block(String document, String remark) {
        Pattern pattern =
                Pattern.compile("<!-- " + Pattern.quote(remark) + " -->\\s*```\\w*\\R(.*?)\\R```", Pattern.DOTALL);
        Matcher matcher = pattern.matcher(textOf(FILE.resolveSibling(document)));
        if (!matcher.find()) {
            throw new AssertionError(document + " has no fenced block after <!-- " + remark + " -->");
        }
        return matcher.group(1) + "\n";
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
