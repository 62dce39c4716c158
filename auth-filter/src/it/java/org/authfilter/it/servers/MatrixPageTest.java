package org.authfilter.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.authfilter.it.servers.MatrixPage.Cell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixPageTest {

    private static final Cell PASSED = new Cell("ok", Set.of());

    @TempDir
    Path directory;

    private Path page;

    @BeforeEach
    void emptyPage() throws IOException {
        page = directory.resolve("servers.md");
        Files.writeString(page, "before\n<!-- matrix: begin -->\n<!-- matrix: end -->\nafter\n");
    }

    @Test
    void a_run_keeps_the_rows_of_other_servers_with_their_notes() throws IOException {
        run("B, JDK 17", PASSED, new Cell("–", Set.of("no EJBs")));

        run("A, JDK 25", new Cell("ok", Set.of("no CDI")), PASSED);

        assertThat(page).hasContent("""
                before
                <!-- matrix: begin -->
                | server | roles | cookie |
                |---|---|---|
                | A, JDK 25 | ok (1) | ok |
                | B, JDK 17 | ok | – (2) |

                1. no CDI
                2. no EJBs
                <!-- matrix: end -->
                after
                """);
    }

    @Test
    void a_run_replaces_the_row_of_its_server() throws IOException {
        run("A, JDK 25", new Cell("**FAILED**", Set.of()), PASSED);

        run("A, JDK 25", PASSED, PASSED);

        assertThat(page).content().contains("| A, JDK 25 | ok | ok |").doesNotContain("FAILED");
    }

    @Test
    void a_row_of_a_server_that_is_tested_no_longer_is_left_out() throws IOException {
        run("Z, JDK 17", PASSED, PASSED);

        run("A, JDK 25", PASSED, PASSED);

        assertThat(page).content().contains("A, JDK 25").doesNotContain("Z, JDK 17");
    }

    private void run(String server, Cell... cells) throws IOException {
        MatrixPage read = new MatrixPage(page, List.of("roles", "cookie"));
        read.put(server, List.of(cells));
        read.write(server.startsWith("Z") ? List.of(server) : List.of("A, JDK 25", "B, JDK 17"));
    }
}
