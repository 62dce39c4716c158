package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of servers in a page of the documentation. A run replaces the rows of its servers and keeps the others. */
final class MatrixPage {

    private static final String BEGIN = "<!-- matrix: begin -->\n";
    private static final String END = "<!-- matrix: end -->";
    private static final Pattern NOTE = Pattern.compile("(?m)^(\\d+)\\. (.*)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!server )(.*) \\|$");
    private static final Pattern CELL = Pattern.compile("(.*?)(?: \\(([\\d, ]+)\\))?");

    private final Path page;
    private final String before;
    private final String after;
    private final List<String> columns;
    private final Map<String, List<Cell>> rows = new LinkedHashMap<>();

    /** One cell, with its notes. */
    record Cell(String result, Set<String> notes) {}

    /**
     * Reads the page.
     *
     * @param columns the columns after that of the server
     */
    MatrixPage(Path page, List<String> columns) throws IOException {
        this.page = page;
        this.columns = columns;
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        before = text.substring(0, begin);
        after = text.substring(end);
        read(text.substring(begin, end));
    }

    private void read(String table) {
        Map<String, String> notes =
                NOTE.matcher(table).results().collect(Collectors.toMap(note -> note.group(1), note -> note.group(2)));
        for (String row : ROW.matcher(table).results().map(row -> row.group(1)).toList()) {
            String[] cells = row.split(" \\| ");
            rows.put(
                    cells[0],
                    Arrays.stream(cells).skip(1).map(cell -> cell(cell, notes)).toList());
        }
    }

    private static Cell cell(String text, Map<String, String> notes) {
        Matcher matcher = CELL.matcher(text);
        if (!matcher.matches() || matcher.group(2) == null) {
            return new Cell(text, Set.of());
        }
        return new Cell(
                matcher.group(1),
                Arrays.stream(matcher.group(2).split(", "))
                        .map(notes::get)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    void put(String server, List<Cell> cells) {
        rows.put(server, cells);
    }

    /** Writes the rows of these servers, in this order; those of servers that are gone are left out. */
    void write(List<String> servers) throws IOException {
        List<String> notes = new ArrayList<>();
        StringBuilder table = new StringBuilder();
        table.append("| server | ").append(String.join(" | ", columns)).append(" |\n|---|");
        table.append("---|".repeat(columns.size())).append('\n');
        for (String server : servers) {
            if (rows.containsKey(server)) {
                table.append("| ").append(server);
                rows.get(server).forEach(cell -> table.append(" | ").append(text(cell, notes)));
                table.append(" |\n");
            }
        }
        table.append('\n');
        for (int i = 0; i < notes.size(); i++) {
            table.append(i + 1).append(". ").append(notes.get(i)).append('\n');
        }
        Files.writeString(page, before + table + after);
    }

    private static String text(Cell cell, List<String> notes) {
        if (cell.notes().isEmpty()) {
            return cell.result();
        }
        return cell.notes().stream()
                .map(note -> {
                    if (!notes.contains(note)) {
                        notes.add(note);
                    }
                    return Integer.toString(notes.indexOf(note) + 1);
                })
                .collect(Collectors.joining(", ", cell.result() + " (", ")"));
    }
}
