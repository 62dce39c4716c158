package org.authfilter.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the project. */
public record Document(Path file, List<String> lines) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCE = Pattern.compile("\\s*```\\s*(\\S*).*");
    private static final Pattern COMMENT = Pattern.compile("\\s*<!-- (.*) -->\\s*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");

    /**
     * A fenced code block.
     *
     * @param remark the HTML comment on the line above, empty if there is none
     */
    public record Block(Document document, int line, String language, String remark, String text) {

        @Override
        public String toString() {
            return document.file().getFileName() + ":" + line + " " + language;
        }
    }

    public static Document readme() {
        return of(ROOT.resolve("README.md"));
    }

    /** A page below {@code auth-filter/docs}. */
    public static Document page(String name) {
        return of(ROOT.resolve("auth-filter/docs").resolve(name));
    }

    /** README, CHANGELOG, all pages, and those of the project's house. */
    public static List<Document> all() {
        return Stream.of(ROOT, ROOT.resolve("auth-filter/docs"), ROOT.resolve(".github"), ROOT.resolve("sample-war"))
                .flatMap(Document::markdownBelow)
                .distinct()
                .sorted()
                .map(Document::of)
                .toList();
    }

    private static Stream<Path> markdownBelow(Path directory) {
        int depth = directory.equals(ROOT) ? 1 : 5;
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> tree = Files.walk(directory, depth)) {
            return tree
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document of(Path file) {
        try {
            return new Document(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return String.join("\n", lines);
    }

    /** The fenced blocks in their order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher opening = FENCE.matcher(lines.get(i));
            if (opening.matches()) {
                int start = i;
                i++;
                List<String> inside = new ArrayList<>();
                while (!lines.get(i).strip().equals("```")) {
                    inside.add(lines.get(i));
                    i++;
                }
                blocks.add(new Block(this, start + 1, opening.group(1), remarkAbove(start), String.join("\n", inside)));
            }
        }
        return blocks;
    }

    private String remarkAbove(int line) {
        Matcher comment = COMMENT.matcher(line == 0 ? "" : lines.get(line - 1));
        return comment.matches() ? comment.group(1) : "";
    }

    /** Everything but the fenced blocks. */
    public String prose() {
        String prose = text();
        for (Block block : blocks()) {
            prose = prose.replace(block.text(), "");
        }
        return prose;
    }

    /** The targets of all links and pictures. */
    public List<String> links() {
        return LINK.matcher(prose())
                .results()
                .map(MatchResult::group)
                .map(link -> link.substring(2, link.length() - 1))
                .toList();
    }

    /** The names by which the headings are linked to. */
    public List<String> anchors() {
        return prose().lines()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
