package org.authfilter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.authfilter.testkit.IssuedSecrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs secrets to a logger that the search of the real run does not see. */
class NoSecretIsLoggedTest {

    private static final Logger LOGGER = Logger.getLogger("planted");

    private final String secret = UUID.randomUUID().toString();

    @TempDir
    private Path directory;

    @BeforeEach
    void separate() {
        LOGGER.setUseParentHandlers(false);
    }

    @Test
    void a_secret_in_a_message_fails_the_run() {
        assertFails((logger, planted) -> logger.finest("Presents " + planted));
    }

    @Test
    void a_secret_that_is_encoded_fails_the_run() {
        assertFails((logger, planted) ->
                logger.fine(Base64.getEncoder().encodeToString(("{\"token\":\"" + planted + "\"}").getBytes(UTF_8))));
    }

    @Test
    void a_secret_in_a_parameter_fails_the_run_although_the_message_does_not_use_it() {
        assertFails((logger, planted) -> logger.log(Level.FINER, "Presents a token", new Object[] {planted}));
    }

    @Test
    void a_secret_in_the_cause_of_an_exception_fails_the_run() {
        assertFails((logger, planted) -> logger.log(
                Level.INFO, "Not refreshed", new IllegalStateException("no response", new RuntimeException(planted))));
    }

    @Test
    void a_secret_in_a_child_logger_fails_the_run() {
        assertFails((logger, planted) -> Logger.getLogger("planted.below").finest(planted));
    }

    @Test
    void a_log_without_secrets_passes_and_is_not_kept() {
        run((logger, planted) -> logger.finest("Presents a token"));

        assertThat(directory).isEmptyDirectory();
    }

    private void assertFails(BiConsumer<Logger, String> test) {
        assertThatThrownBy(() -> run(test))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("refresh token in " + directory)
                .hasMessageNotContaining(secret);
    }

    private void run(BiConsumer<Logger, String> test) {
        NoSecretIsLogged listener = new NoSecretIsLogged(LOGGER, directory);
        listener.launcherSessionOpened(null);
        IssuedSecrets.add("refresh token", secret);
        test.accept(LOGGER, secret);
        listener.launcherSessionClosed(null);
    }
}
