package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.authfilter.docs.Document.Block;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code block of the README and of the pages is compiled, read or run. */
class CodeBlocksTest {

    private static final Pattern RUN_BY = Pattern.compile("run by (\\w+IT)\\.(\\w+)");

    /** The nodes of the tests are configured by it, unless {@code -Dcluster.session-locks=on}. */
    private static final Path CLI_OF_A_CLUSTER = Path.of("src/it/cluster/wildfly-session-locks-off.cli");

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("org.authfilter.internal.web.texts", Locale.GERMAN);

    static Stream<Block> blocks() {
        return Document.all().stream()
                .filter(document -> document.toString().matches("(README|auth-filter/docs/.*)\\.md"))
                .flatMap(document -> document.blocks().stream());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void each_block_is_checked_as_its_language_demands(Block block) throws Exception {
        switch (block.language()) {
            case "java" -> JavaBlock.compile(block.text());
            case "properties" -> readProperties(block);
            case "xml" -> XmlBlock.read(block.text());
            case "sh" -> ShellBlock.check(block.text());
            case "json" -> parseJson(block.text());
            case "sql" -> execute(block.text());
            case "cli" ->
                assertThat(Files.readAllLines(CLI_OF_A_CLUSTER))
                        .containsAll(block.text().lines().toList());
            case "html", "js" -> assertRunByTest(block);
            case "text", "mermaid" -> assertThat(block.document().toString()).contains("docs/architecture.md");
            default -> throw new AssertionError("No check for blocks of the language '" + block.language() + "'");
        }
    }

    private static void readProperties(Block block) throws Exception {
        if (block.remark().equals("texts for the pages")) {
            Properties texts = new Properties();
            texts.load(new StringReader(block.text()));
            assertThat(texts.stringPropertyNames())
                    .allMatch(key -> TEXTS.containsKey(key) || key.matches("application|(provider|field)\\.[a-z]+"));
        } else {
            ConfigurationBlock.readProperties(block.text());
        }
    }

    /** All in one database: queries come after the table. */
    private static void execute(String sql) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:docs;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException invalid) {
            throw new AssertionError(invalid);
        }
    }

    private static void parseJson(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            assertThat(reader.readValue()).isNotNull();
        }
    }

    /** A browser runs it: the comment above names the test, as in {@code <!-- run by PagesIT.a_method -->}. */
    private static void assertRunByTest(Block block) throws IOException {
        Matcher test = RUN_BY.matcher(block.remark());
        assertThat(test.matches()).as("the remark above names a test").isTrue();
        assertThat(TestSources.textOf(test.group(1))).contains("void " + test.group(2) + "(");
    }
}
