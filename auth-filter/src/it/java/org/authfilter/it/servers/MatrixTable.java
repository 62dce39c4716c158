package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/**
 * Collects what the checks show, for the table of servers: {@code ok}, or a note, or {@code FAILED}. The message of a
 * check that fails ends with the last lines of the server's log.
 */
final class MatrixTable implements TestWatcher, TestExecutionExceptionHandler, AfterAllCallback {

    private static final List<String> COLUMNS = Arrays.stream(MatrixIT.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Column.class))
            .sorted(Comparator.comparing(
                    method -> method.getAnnotation(Order.class).value()))
            .map(method -> method.getAnnotation(Column.class).value())
            .distinct()
            .toList();

    private final Map<MatrixRow, Map<String, Set<String>>> rows = new LinkedHashMap<>();

    @Override
    public void testSuccessful(ExtensionContext context) {
        results(context).add("ok");
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        results(context).add(cause.getMessage().replaceFirst("^Assumption failed: ", ""));
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        results(context).add("**FAILED**");
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        if (thrown instanceof TestAbortedException) {
            throw thrown;
        }
        throw new AssertionError(thrown.getMessage() + MatrixIT.endOfLog(), thrown);
    }

    private Set<String> results(ExtensionContext context) {
        String column =
                context.getRequiredTestMethod().getAnnotation(Column.class).value();
        return rows.computeIfAbsent(MatrixIT.row(), row -> new LinkedHashMap<>())
                .computeIfAbsent(column, any -> new LinkedHashSet<>());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        String path = System.getProperty("matrix.page", "");
        if (path.isEmpty() || rows.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.add("run on");
        MatrixPage page = new MatrixPage(Path.of(path), columns);
        rows.forEach((row, results) -> {
            List<MatrixPage.Cell> cells = new ArrayList<>();
            COLUMNS.forEach(column -> cells.add(cell(results.getOrDefault(column, Set.of()))));
            cells.add(new MatrixPage.Cell(LocalDate.now(ZoneOffset.UTC).toString(), Set.of()));
            page.put(row.toString(), cells);
        });
        page.write(MatrixRows.all().stream().map(MatrixRow::toString).toList());
    }

    private static MatrixPage.Cell cell(Set<String> results) {
        Set<String> notes = new LinkedHashSet<>(results);
        boolean passed = notes.remove("ok");
        boolean failed = notes.remove("**FAILED**");
        return new MatrixPage.Cell(failed ? "**FAILED**" : passed ? "ok" : "–", notes);
    }
}
