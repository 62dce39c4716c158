package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Writes the table of servers from what the checks showed: {@code ok}, or a note, or {@code FAILED}. */
final class MatrixTable implements TestWatcher, AfterAllCallback {

    private static final String BEGIN = "<!-- matrix: begin -->\n";
    private static final String END = "<!-- matrix: end -->";

    private final Map<MatrixRow, Map<String, Cell>> rows = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    @Override
    public void testSuccessful(ExtensionContext context) {
        cell(context).passed = true;
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        String reason = cause.getMessage().replaceFirst("^Assumption failed: ", "");
        if (!notes.contains(reason)) {
            notes.add(reason);
        }
        cell(context).notes.add(notes.indexOf(reason) + 1);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        cell(context).failed = true;
    }

    private Cell cell(ExtensionContext context) {
        String column =
                context.getRequiredTestMethod().getAnnotation(Column.class).value();
        columns.add(column);
        return rows.computeIfAbsent(MatrixIT.row(), row -> new LinkedHashMap<>())
                .computeIfAbsent(column, any -> new Cell());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        String page = System.getProperty("matrix.page", "");
        if (!page.isEmpty() && !rows.isEmpty()) {
            String text = Files.readString(Path.of(page));
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(Path.of(page), text.substring(0, begin) + table() + text.substring(text.indexOf(END)));
        }
    }

    private String table() {
        StringBuilder table = new StringBuilder("Run on " + LocalDate.now(ZoneOffset.UTC) + ".\n\n| server | JDK |");
        columns.forEach(column -> table.append(' ').append(column).append(" |"));
        table.append("\n|---|---|").append("---|".repeat(columns.size())).append('\n');
        rows.forEach((row, cells) -> {
            table.append("| ")
                    .append(row.title())
                    .append(" | ")
                    .append(row.jdk())
                    .append(" |");
            columns.forEach(column -> table.append(' ')
                    .append(Optional.ofNullable(cells.get(column))
                            .map(Cell::text)
                            .orElse("–"))
                    .append(" |"));
            table.append('\n');
        });
        table.append('\n');
        for (int i = 0; i < notes.size(); i++) {
            table.append(i + 1).append(". ").append(notes.get(i)).append('\n');
        }
        return table.toString();
    }

    /** The checks of one column on one server. */
    private static final class Cell {

        private final Set<Integer> notes = new LinkedHashSet<>();
        private boolean passed;
        private boolean failed;

        String text() {
            String reasons = notes.stream().map(String::valueOf).collect(Collectors.joining(", "));
            String result = failed ? "**FAILED**" : passed ? "ok" : "–";
            return reasons.isEmpty() ? result : result + " (" + reasons + ")";
        }
    }
}
