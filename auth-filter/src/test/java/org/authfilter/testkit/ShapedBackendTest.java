package org.authfilter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.authfilter.testkit.ShapedBackend.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShapedBackendTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final ShapedBackend backend = ShapedBackend.start(Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void describe() {
        backend.signIn(Request.form("/login", "user=alice&password=right"), 422, "{\"jwt\":\"$A\",\"next\":\"$R\"}")
                .refresh(Request.json("/refresh", "{\"next\":\"$R\"}"), "{\"jwt\":\"$A\",\"next\":\"$R\"}")
                .signOut(Request.bearer("/logout", "$A"));
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void the_described_sign_in_gets_tokens_and_a_wrong_password_its_status() throws Exception {
        assertThat(post("/login", FORM, "password=right&user=alice").body()).contains("refresh-1");
        assertThat(post("/login", FORM, "user=alice&password=wrong").statusCode())
                .isEqualTo(422);
        assertThat(backend.refused()).isEmpty();
    }

    @Test
    void each_refresh_token_is_accepted_once() throws Exception {
        post("/login", FORM, "user=alice&password=right");

        assertThat(post("/refresh", "application/json", "{\"next\":\"refresh-1\"}")
                        .body())
                .contains("refresh-2");
        assertThat(post("/refresh", "application/json", "{\"next\":\"refresh-1\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void every_other_request_is_refused_and_kept_without_its_body() throws Exception {
        post("/login", "application/json", "{\"user\":\"alice\",\"password\":\"right\"}");
        post("/login", FORM, "user=alice&password=right&extra=1");
        post("/other", FORM, "");

        assertThat(backend.refused())
                .containsExactly("POST /login application/json", "POST /login " + FORM, "POST /other " + FORM);
        assertThat(backend.signOuts()).isZero();
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(backend.url() + path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
