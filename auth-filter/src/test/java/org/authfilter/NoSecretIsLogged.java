package org.authfilter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.SecretSearch;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Searches the log of each test run, at all levels, for every secret that was issued. A secret that is found fails the
 * run, and the log is kept.
 */
public final class NoSecretIsLogged implements LauncherSessionListener {

    /** They log much and are in no WAR. The field keeps the loggers, and with them their level, from being collected. */
    private static final List<Logger> TEST_TOOLS = Stream.of("com.tngtech.archunit", "org.junit", "org.springframework")
            .map(Logger::getLogger)
            .toList();

    private final Logger logger;
    private final Path directory;
    private Path file;
    private FinestLog log;

    public NoSecretIsLogged() {
        this(Logger.getLogger(""), Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Searches the records of {@code logger} and of the loggers below it. */
    NoSecretIsLogged(Logger logger, Path directory) {
        this.logger = logger;
        this.directory = directory;
    }

    /** On real servers, the logs of the servers are searched instead. */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty("servers.directory") != null) {
            return;
        }
        IssuedSecrets.keep();
        TEST_TOOLS.forEach(tool -> tool.setLevel(Level.INFO));
        try {
            file = Files.createTempFile(directory, "finest-", ".log");
            log = new FinestLog(logger, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (log == null) {
            return;
        }
        log.close();
        SecretSearch search = SecretSearch.ofAllIssued();
        search.assertNoneIn(List.of(file));
        System.out.println(search + " in " + log.records() + " records");
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
