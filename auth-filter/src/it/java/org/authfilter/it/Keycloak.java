package org.authfilter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.authfilter.testkit.IssuedSecrets;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * A Keycloak with the realms {@code shop} and {@code partners} of {@code src/it/keycloak}: rotation of refresh tokens,
 * no reuse. It is started once for all tests of a run, on a free port of 127.0.0.1, and ended with the run.
 */
final class Keycloak {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Keycloak SHARED = new Keycloak();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String url = "http://127.0.0.1:" + FreePorts.next();

    private Keycloak() {
        IssuedSecrets.add("client secret", "web-secret");
        IssuedSecrets.add("client secret", "brief-secret");
        Process server = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
        Await.until("Keycloak is up, see " + log(), START, () -> {
            if (!server.isAlive()) {
                throw new AssertionError("Keycloak has ended, see " + log());
            }
            return isUp(issuer("partners") + "/.well-known/openid-configuration");
        });
    }

    static Keycloak shared() {
        return SHARED;
    }

    String issuer(String realm) {
        return url + "/realms/" + realm;
    }

    /** How many events of this type the realm has logged for a client, as its administrators see them. */
    int events(String realm, String client, String type) {
        return list(admin(HttpRequest.newBuilder(URI.create(url + "/admin/realms/" + realm + "/events?max=1000&client="
                                        + client + "&type=" + type))
                                .GET())
                        .body())
                .size();
    }

    /** An administrator ends all sessions of a user. */
    void logOut(String realm, String username) {
        String users = url + "/admin/realms/" + realm + "/users";
        Object user = list(admin(HttpRequest.newBuilder(URI.create(users + "?exact=true&username=" + username))
                                .GET())
                        .body())
                .get(0);
        Object id = ((Map<?, ?>) user).get("id");
        admin(HttpRequest.newBuilder(URI.create(users + "/" + id + "/logout")).POST(BodyPublishers.noBody()));
    }

    /** From now on the realm signs with a new key. */
    void rotateKeys(String realm) {
        String component = """
                {"name":"rotated-%1$d","providerId":"rsa-generated","providerType":"org.keycloak.keys.KeyProvider",
                 "config":{"priority":["%1$d"],"enabled":["true"],"active":["true"],"algorithm":["RS256"]}}
                """.formatted(System.nanoTime() / 1000);
        admin(HttpRequest.newBuilder(URI.create(url + "/admin/realms/" + realm + "/components"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(component)));
    }

    /** The status that the realm's UserInfo endpoint sends for an access token: 200 while it is valid. */
    int userInfo(String realm, String accessToken) {
        IssuedSecrets.add("access token", accessToken);
        return send(HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/userinfo"))
                        .header("Authorization", "Bearer " + accessToken)
                        .GET())
                .statusCode();
    }

    private HttpResponse<String> admin(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request.header("Authorization", "Bearer " + adminToken()));
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError("Keycloak refuses its administrator: " + response);
        }
        return response;
    }

    private String adminToken() {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(issuer("master") + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "grant_type=password&client_id=admin-cli&username=admin&password=admin")));
        return String.valueOf(object(response.body()).get("access_token"));
    }

    private boolean isUp(String address) {
        try {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(address))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static Map<String, Object> object(String json) {
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw new AssertionError("Keycloak gives no JSON", e);
        }
    }

    private static List<?> list(String json) {
        return (List<?>) object("{\"list\":" + json + "}").get("list");
    }

    private Process launch() {
        Path home = Path.of(System.getProperty("keycloak.home"));
        ProcessBuilder command = new ProcessBuilder(
                "/bin/bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--db=dev-mem",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + URI.create(url).getPort(),
                "--hostname=" + url);
        command.environment()
                .putAll(Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin",
                        "SERVER_URL", System.getProperty("server.url"),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                        "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"));
        command.redirectErrorStream(true).redirectOutput(log().toFile());
        try {
            copyRealms(home.resolve("data/import"));
            return command.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak can't be started from " + home, e);
        }
    }

    /** No other realms than these: what a start of the sample has left there is not for this server. */
    private static void copyRealms(Path imported) throws IOException {
        Files.createDirectories(imported);
        try (var others = Files.newDirectoryStream(imported)) {
            for (Path other : others) {
                Files.delete(other);
            }
        }
        try (var realms = Files.newDirectoryStream(Path.of(System.getProperty("keycloak.realms")), "*-realm.json")) {
            for (Path realm : realms) {
                Files.copy(realm, imported.resolve(realm.getFileName()));
            }
        }
    }

    private static Path log() {
        return Path.of(System.getProperty("keycloak.log"));
    }

    /** The script that was started has the server as its child. */
    private static void end(Process script) {
        List<ProcessHandle> all = Stream.concat(script.descendants(), Stream.of(script.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(process -> {
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (ExecutionException | InterruptedException | TimeoutException lingers) {
                process.destroyForcibly();
            }
        });
    }
}
