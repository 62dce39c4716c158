package org.authfilter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.SecretSearch;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Once the server of a run has stopped, its logs are searched for every secret that was issued. Our part of them is as
 * fine as can be. One that is found fails the run.
 */
public final class NoSecretInServerLogs implements LauncherSessionListener {

    private static final String LOGS = System.getProperty("searched.logs");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        IssuedSecrets.keep();
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (LOGS != null) {
            SecretSearch search = SecretSearch.ofAllIssued();
            search.assertNoneIn(logs(Path.of(LOGS)));
            System.out.println(search);
        }
    }

    private static List<Path> logs(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().contains(".log"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
