package org.authfilter.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.authfilter.it.Browser;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.SecretSearch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WildFly that is stopped keeps its sessions on disk, and goes on with them when it starts again. */
class RestartClusterIT {

    private final FakeIssuer issuer = FakeIssuer.start();
    private final FakeOpenIdProvider idp = FakeOpenIdProvider.start(Clock.systemUTC());
    private final WildFlyNodes servers = WildFlyNodes.alone(KillsOfNodes.distributable(
            issuer,
            "restarted",
            "auth-filter.provider.idp.type=oidc",
            "auth-filter.provider.idp.issuer=" + idp.issuer(),
            "auth-filter.provider.idp.client-id=" + FakeOpenIdProvider.CLIENT_ID,
            "auth-filter.provider.idp.client-auth=client_secret_post",
            "auth-filter.provider.idp.client-secret=any"));
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
        idp.close();
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

    @Test
    void a_session_of_a_provider_has_to_prove_itself_after_a_restart() {
        Browser alice = signInAtProvider();
        int calls = idp.calls("/token");
        restart();
        assertThat(alice.call("/auth/session").body()).contains("\"authenticated\"");
        assertThat(idp.calls("/token")).isEqualTo(calls + 1);

        idp.endAllSessions();
        restart();
        assertThat(alice.call("/auth/session").body()).contains("\"unauthenticated\"");
    }

    private Browser signInAtProvider() {
        Browser browser = new Browser(server.origin(), "restarted");
        browser.signInAt(idp);
        assertThat(browser.call("/auth/session").body()).contains("\"authenticated\"");
        return browser;
    }

    private void restart() {
        server.stop();
        server.start();
        server.awaits("/restarted/auth/providers");
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
