package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.authfilter.internal.config.DeclaredKeys;

/** Commands for a shell: what they name is there. */
final class ShellBlock {

    private static final Pattern PROFILE = Pattern.compile("<profile>\\s*<id>([^<]*)</id>");
    private static final List<String> PHASES =
            List.of("test", "package", "verify", "pre-integration-test", "spotless:apply", "spotless:check");

    private ShellBlock() {}

    static void check(String text) throws IOException {
        for (String line : text.replace("\\\n", " ").lines().toList()) {
            String command = line.replaceAll("(^|\\s)#.*", "").strip();
            if (command.startsWith("mvn")) {
                checkMaven(List.of(command.split("\\s+", -1)));
            } else if (command.startsWith("export ")) {
                checkVariable(command.substring("export ".length()).split("=", 2));
            } else if (!command.isEmpty()) {
                assertThat(Path.of("..", command.split("\\s+", -1)[0])).isExecutable();
            }
        }
    }

    private static void checkMaven(List<String> words) throws IOException {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-P")) {
                assertThat(profiles()).contains(word.substring(2).split(",", -1));
            } else if (word.equals("-pl")) {
                i++;
                assertThat(Path.of("..", words.get(i), "pom.xml")).exists();
            } else if (word.matches("-D(it\\.)?test=\\w+")) {
                String test = word.replaceAll(".*=", "");
                assertThat(TestSources.has(test)).as(test).isTrue();
            } else if (!word.startsWith("-")) {
                assertThat(PHASES).contains(word);
            }
        }
    }

    private static List<String> profiles() throws IOException {
        List<String> profiles = new ArrayList<>();
        for (String pom : List.of("../pom.xml", "pom.xml", "../sample-war/pom.xml")) {
            PROFILE.matcher(Files.readString(Path.of(pom)))
                    .results()
                    .map((MatchResult profile) -> profile.group(1))
                    .forEach(profiles::add);
        }
        return profiles;
    }

    private static void checkVariable(String[] assignment) {
        assertThat(DeclaredKeys.variables()).contains(assignment[0]);
        ConfigurationBlock.read(sources -> sources.environment(Map.of(assignment[0], assignment[1])));
    }
}
