package org.authfilter.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A diff in the unified format of {@code git diff}. It changes and adds files, and it is strict: every line of context has
 * to be where the diff expects it.
 */
final class UnifiedDiff {

    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

    private final String name;
    private final List<String> lines;

    private UnifiedDiff(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    static UnifiedDiff read(Path file) {
        return new UnifiedDiff(file.getFileName().toString(), lines(file));
    }

    /**
     * Applies the diff to the files below {@code root}, which stay as they are.
     *
     * @return the new text of each file that the diff changes or adds, by the path that the diff has
     * @throws AssertionError if a line of the diff is not where the diff expects it
     */
    Map<String, String> apply(Path root) {
        Map<String, String> changed = new LinkedHashMap<>();
        int at = 0;
        while (at < lines.size()) {
            if (!lines.get(at).startsWith("--- ")) {
                at++;
                continue;
            }
            boolean isNew = lines.get(at).equals("--- /dev/null");
            String path = lines.get(at + 1).replaceFirst("\\+\\+\\+ b/", "");
            at += 2;
            int end = at;
            while (end < lines.size() && !lines.get(end).startsWith("diff ")) {
                end++;
            }
            List<String> before = isNew ? List.of() : lines(root.resolve(path));
            changed.put(path, text(patched(path, before, lines.subList(at, end))));
            at = end;
        }
        return changed;
    }

    private List<String> patched(String path, List<String> before, List<String> hunks) {
        List<String> after = new ArrayList<>();
        int next = 0;
        for (String line : hunks) {
            Matcher hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                int start = Math.max(0, Integer.parseInt(hunk.group(1)) - 1);
                after.addAll(before.subList(next, start));
                next = start;
            } else if (line.startsWith("+")) {
                after.add(line.substring(1));
            } else {
                if (next >= before.size() || !before.get(next).equals(line.substring(1))) {
                    throw new AssertionError(name + " does not fit " + path + " at line " + (next + 1) + ": " + line);
                }
                if (line.startsWith(" ")) {
                    after.add(before.get(next));
                }
                next++;
            }
        }
        after.addAll(before.subList(next, before.size()));
        return after;
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
