package org.authfilter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Java sources of both modules, for tests of pages that name classes and methods. */
final class ProjectSources {

    /** A class in backticks, or a member of one: {@code SessionStore}, {@code @AccessToken}, {@code SessionStore.update}. */
    private static final Pattern NAME = Pattern.compile("`@?([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?(?:\\(\\))?`");

    private final Map<String, String> textsByClass = new TreeMap<>();

    ProjectSources() {
        try (Stream<Path> auth = Files.walk(Path.of("src"));
                Stream<Path> sample = Files.walk(Path.of("../sample-war/src"))) {
            Stream.concat(auth, sample)
                    .filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> textsByClass.merge(
                            file.getFileName().toString().replace(".java", ""), text(file), String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names in backticks on {@code page} that no source declares. */
    List<String> unknownNames(String page) {
        return NAME.matcher(page)
                .results()
                .filter(name -> !isKnown(name.group(1), name.group(2)))
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private boolean isKnown(String type, @Nullable String member) {
        String text = textsByClass.get(type);
        if (text == null) {
            return false;
        }
        return member == null
                || Pattern.compile("\\b" + member + "\\b").matcher(text).find();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
