package org.authfilter.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.SecretSearch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WildFly that is stopped keeps its sessions on disk, and goes on with them when it starts again. */
class RestartClusterIT {

    private final FakeIssuer issuer = FakeIssuer.start();
    private final WildFlyNodes servers = WildFlyNodes.alone(KillsOfNodes.distributable(issuer, "restarted"));
    private final Node server = servers.onlyNode();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        IssuedSecrets.keep();
        server.start();
        server.awaits("/restarted/auth/providers");
    }

    @AfterEach
    void stop() {
        server.kill();
        issuer.close();
    }

    @Test
    void a_session_survives_a_restart_and_its_tokens_are_not_in_the_stored_files() throws Exception {
        Caller caller = Caller.signIn("restarted", "alice", server.origin());
        assertThat(caller.token()).isPresent();

        server.stop();

        String stored = stored();
        assertThat(stored).contains("encrypted");
        Path file = directory.resolve("stored");
        Files.writeString(file, stored);
        SecretSearch.ofAllIssued().assertNoneIn(List.of(file));

        server.start();
        server.awaits("/restarted/auth/providers");
        assertThat(caller.token()).isPresent();
        caller.forgetKey();
        assertThat(caller.call("/rest/orders").statusCode()).isEqualTo(401);
    }

    /** Everything that the server has written below its data directory. */
    private String stored() {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(servers.data().resolve("infinispan"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join("\n", contents);
    }
}
