package org.authfilter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code blocks of README.md's first screen, word for word. */
final class Readme {

    private static final Path FILE = Path.of(System.getProperty("readme"));

    private Readme() {}

    /** The fenced block that follows the comment {@code <!-- first-screen: name -->}. */
    static String block(String name) {
        Pattern pattern = Pattern.compile(
                "<!-- first-screen: " + Pattern.quote(name) + " -->\\s*```\\w*\\R(.*?)\\R```", Pattern.DOTALL);
        Matcher matcher = pattern.matcher(text());
        if (!matcher.find()) {
            throw new AssertionError("README.md has no fenced block after <!-- first-screen: " + name + " -->");
        }
        return matcher.group(1) + "\n";
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
