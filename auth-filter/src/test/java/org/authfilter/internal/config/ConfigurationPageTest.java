package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.docs.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of {@code configuration.md} say what the declarations say: copy the expected table into the page. */
class ConfigurationPageTest {

    static Stream<Arguments> groups() {
        return Stream.concat(
                Stream.of(Arguments.of("## All keys of the application", ApplicationKeys.GROUP)),
                ProviderKind.all().stream()
                        .map(kind -> Arguments.of("## Keys of a provider of type `" + kind + "`", kind.keys())));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void the_page_has_each_declared_key_with_its_default_and_its_documentation(String heading, KeyGroup group) {
        String declared = group.keys().stream().map(ConfigurationPageTest::row).collect(Collectors.joining("\n"));

        assertThat(tableBelow(heading)).isEqualTo(declared);
    }

    private static String row(Key<?> key) {
        return "| `" + key.name() + "` | " + key.documentedDefault() + " | " + key.documentation() + " |";
    }

    private static String tableBelow(String heading) {
        List<String> lines = Document.page("configuration.md").lines();
        assertThat(lines).contains(heading);
        return lines.subList(lines.indexOf(heading), lines.size()).stream()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n"));
    }
}
