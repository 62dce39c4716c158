package org.authfilter;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public API stays as it is, or changes on purpose. */
class PublicApiTest {

    private static final Path SNAPSHOT = Path.of("src/test/api/public-api.txt");
    private static final Set<String> PACKAGES = Set.of("org.authfilter", "org.authfilter.event", "org.authfilter.spi");

    @Test
    void the_public_API_equals_its_snapshot() throws IOException {
        List<String> api = ApiDescription.of(publicTypes());
        if (Boolean.getBoolean("updateApi")) {
            Files.write(SNAPSHOT, api);
        }
        assertThat(difference(Files.readAllLines(SNAPSHOT), api))
                .as("Lines of " + SNAPSHOT
                        + " that the code lacks (-), and new ones (+). If the change is intended, update the file: "
                        + "mvn -pl auth-filter test -Dtest=PublicApiTest -DupdateApi=true")
                .isEmpty();
    }

    private static List<String> difference(List<String> expected, List<String> found) {
        Set<String> before = withTypes(expected);
        Set<String> after = withTypes(found);
        return Stream.concat(
                        before.stream().filter(line -> !after.contains(line)).map(line -> "- " + line),
                        after.stream().filter(line -> !before.contains(line)).map(line -> "+ " + line))
                .toList();
    }

    private static Set<String> withTypes(List<String> lines) {
        Set<String> named = new LinkedHashSet<>();
        String type = "";
        for (String line : lines) {
            boolean member = line.startsWith(" ");
            type = member ? type : line;
            named.add(member ? type + ": " + line.strip() : line);
        }
        return named;
    }

    private static List<Class<?>> publicTypes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.authfilter").stream()
                        .filter(type -> PACKAGES.contains(type.getPackageName()))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(ApiDescription::isApi)
                        .toList();
    }
}
