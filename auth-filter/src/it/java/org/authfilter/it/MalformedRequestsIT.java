package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are too large, cut off or nonsense: refused, never a 500, no stack trace, and no session is left. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class MalformedRequestsIT {

    private static final String APP = "malformed";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final int TEN_MEGABYTES = 10 << 20;
    private static final String FORM = "application/x-www-form-urlencoded";

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.public-paths=/public/*")
                .addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/signin/backend", "/auth/signout", "/auth/session"})
    void an_unreadable_body_is_refused(String path) {
        List<String> wrong = new ArrayList<>();
        jsonBodies()
                .forEach((name, body) -> collectFailure(
                        name + " as JSON", post(path).fromHere().body("application/json", body), path, wrong));
        formBodies()
                .forEach((name, body) -> collectFailure(
                        name + " as a form", post(path).fromHere().body(FORM, body), path, wrong));
        formBodies()
                .forEach((name, body) -> collectFailure(
                        name + " of a page", post(path).fromHere().navigating().body(FORM, body), path, wrong));

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email=%zz&password=wrong", "%", "email=a&password=%ff%"})
    void a_page_with_an_unreadable_form_is_redirected_to_the_sign_in_page(String form) {
        RawRequest.Response response = post("/auth/signin/backend")
                .fromHere()
                .navigating()
                .body(FORM, form)
                .send();

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).endsWith("/" + APP + "/auth/signin?error=CredentialsSignin");
        assertThat(response.all("Set-Cookie")).isEmpty();
    }

    private static Map<String, byte[]> jsonBodies() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("nothing", "");
        texts.put("a space", " ");
        for (String text : List.of(
                "{",
                "}",
                "[",
                "]",
                "null",
                "true",
                "0",
                "-",
                "1e999999999",
                "NaN",
                "\"",
                "\"x\"",
                "[]",
                "[{}]",
                "{}",
                "{]",
                "{\"email\"",
                "{\"email\":",
                "{\"email\":\"a\"",
                "{\"email\":\"a\",}",
                "{email:\"a\"}",
                "{'email':'a'}",
                "{\"email\":\"a\"} {}",
                "{\"email\":\"a\",\"password\":\"wrong\"} trailing",
                "/* */{}",
                "{\"email\":null,\"password\":null}",
                "{\"email\":{},\"password\":\"wrong\"}",
                "{\"email\":true,\"password\":\"wrong\"}",
                "{\"email\":1e400,\"password\":\"wrong\"}",
                "{\"email\":\"a\",\"email\":\"b\",\"password\":\"wrong\",\"password\":\"wrong\"}",
                "{\"email\":\"\\ud800\",\"password\":\"wrong\"}",
                "{\"email\":\"\\u0000\",\"password\":\"wrong\"}",
                "{\"email\":\"\\x\",\"password\":\"wrong\"}",
                "{\"email\":\"\n\",\"password\":\"wrong\"}",
                "{\"__proto__\":{},\"email\":\"a\",\"password\":\"wrong\"}")) {
            texts.put(text, text);
        }
        texts.put("arrays 20,000 deep", "[".repeat(20_000));
        texts.put("arrays 100,000 deep", "[".repeat(100_000));
        texts.put("objects 10,000 deep", "{\"a\":".repeat(10_000));
        texts.put("objects 100,000 deep", "{\"a\":".repeat(100_000));
        texts.put("a field 5,000 deep", "{\"email\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
        texts.put("a number of 60,000 digits", "{\"email\":" + "1".repeat(60_000) + ",\"password\":\"wrong\"}");
        texts.put("10 MB", "{\"email\":\"" + "x".repeat(TEN_MEGABYTES) + "\"}");
        texts.put("a name of 60,000 letters", "{\"" + "x".repeat(60_000) + "\":1}");
        texts.put(
                "5,000 members",
                IntStream.range(0, 5_000).mapToObj(n -> "\"" + n + "\":1").collect(Collectors.joining(",", "{", "}")));
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        texts.forEach((name, text) -> bodies.put(name, text.getBytes(StandardCharsets.UTF_8)));
        String wrongPassword = "{\"email\":\"a\",\"password\":\"wrong\"}";
        bodies.put("UTF-16", wrongPassword.getBytes(StandardCharsets.UTF_16));
        bodies.put("UTF-16LE", wrongPassword.getBytes(StandardCharsets.UTF_16LE));
        bodies.put("byte order mark", ("\ufeff" + wrongPassword).getBytes(StandardCharsets.UTF_8));
        bodies.put(
                "no UTF-8",
                "{\"email\":\"\u00ff\u00fe\",\"password\":\"wrong\"}".getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("overlong UTF-8", "{\"email\":\"\u00c0\u00af\"}".getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("NUL bytes", new byte[1000]);
        return bodies;
    }

    private static Map<String, byte[]> formBodies() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String text : List.of(
                "",
                "&",
                "&&&&",
                "=",
                "=&=",
                "email",
                "email=",
                "%",
                "%=%",
                "email=%&password=wrong",
                "email=%zz&password=wrong",
                "email=%ff%fe&password=wrong",
                "email=%c0%af&password=wrong",
                "email=%00&password=wrong",
                "email=%u0061&password=wrong",
                "email=a&email=b&password=wrong&password=wrong",
                "email[]=a&password[]=wrong",
                "email=a;password=wrong",
                "email=a\r\n&password=wrong",
                "{\"email\":\"a\"}")) {
            texts.put(text, text);
        }
        texts.put(
                "10,000 fields",
                IntStream.range(0, 10_000).mapToObj(n -> "f" + n + "=1").collect(Collectors.joining("&")));
        texts.put("one field 10,000 times", "email=a&".repeat(10_000));
        texts.put("a value of 10 MB", "email=" + "x".repeat(TEN_MEGABYTES));
        texts.put("a name of 1 MB", "x".repeat(1 << 20));
        texts.put("a megabyte of escapes", "email=" + "%41".repeat(350_000));
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        texts.forEach((name, text) -> bodies.put(name, text.getBytes(StandardCharsets.UTF_8)));
        bodies.put("no UTF-8", "email=\u00ff\u00fe&password=wrong".getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("NUL bytes", new byte[1000]);
        return bodies;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/signin/backend", "/auth/signout", "/auth/session"})
    void another_content_type_is_refused(String path) {
        List<String> wrong = new ArrayList<>();
        for (String type : List.of(
                "",
                "/",
                ";",
                "text/plain",
                "text/html",
                "application/xml",
                "application/octet-stream",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=x",
                "multipart/form-data; boundary=" + "x".repeat(5000),
                "multipart/mixed; boundary=x",
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-16",
                "application/json;charset=nonsense",
                "application/json;charset=\"",
                "application/json;charset=",
                "application/jsonp",
                "application/problem+json",
                FORM + ";charset=nonsense",
                FORM + ";charset=",
                FORM + ";charset=utf-7",
                FORM + ";charset=\"utf-8",
                FORM + ";charset=UTF-16",
                "application/x-www-form-urlencoded-x",
                "text/" + "x".repeat(4000))) {
            collectFailure(type, post(path).fromHere().body(type, "--x\r\n\r\na\r\n--x--\r\n"), path, wrong);
            collectFailure(type, post(path).fromHere().navigating().body(type, "email=a&password=wrong"), path, wrong);
            collectFailure(type, post(path).body(type, "email=a&password=right"), path, wrong);
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", FORM})
    void a_body_with_a_wrong_length_is_refused(String type) {
        String path = "/auth/signin/backend";
        byte[] body = "{\"email\":\"a\",\"password\":\"wrong\"}".getBytes(StandardCharsets.UTF_8);
        List<String> wrong = new ArrayList<>();
        for (String framing : List.of(
                "Content-Length: 1000",
                "Content-Length: 100000000000",
                "Content-Length: 99999999999999999999",
                "Content-Length: -1",
                "Content-Length: 0x10",
                "Content-Length: ",
                "Content-Length: 5",
                "Content-Length: 5|Content-Length: 33",
                "Content-Length: 5, 5",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Content-Length: 5",
                "Transfer-Encoding: nonsense",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, identity",
                "Content-Encoding: gzip|Content-Length: 33",
                "Expect: nonsense|Content-Length: 33")) {
            collectFailure(framing, framed(path, type, framing).bytes(body), path, wrong);
        }
        for (String chunks : List.of(
                "5\r\n{\"em",
                "zz\r\n{}\r\n0\r\n\r\n",
                "-1\r\n{}\r\n0\r\n\r\n",
                "ffffffffffffffff\r\n{}",
                "7fffffff\r\n{}",
                "2;" + "x".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
                "2\r\n{}XX0\r\n\r\n",
                "0\r\n\r\n",
                "2\r\n{}\r\n0\r\n\r\n")) {
            collectFailure(
                    "chunks " + chunks.substring(0, Math.min(20, chunks.length())),
                    framed(path, type, "Transfer-Encoding: chunked").bytes(chunks.getBytes(StandardCharsets.UTF_8)),
                    path,
                    wrong);
        }

        assertThat(wrong).isEmpty();
    }

    private static RawRequest framed(String path, String type, String framing) {
        RawRequest request = post(path).fromHere().with("Content-Type", type);
        for (String header : framing.split("\\|", -1)) {
            String[] parts = header.split(": ", 2);
            request.with(parts[0], parts[1]);
        }
        return request;
    }

    @Test
    void an_unreadable_query_is_refused_or_ignored() {
        List<String> wrong = new ArrayList<>();
        for (String path : List.of(
                "/auth/signin",
                "/auth/signout",
                "/auth/session",
                "/auth/csrf",
                "/auth/providers",
                "/auth/signout/callback",
                "/auth/signout/continue")) {
            for (String query : List.of(
                    "%",
                    "%=%",
                    "callbackUrl",
                    "callbackUrl=%",
                    "callbackUrl=%zz",
                    "callbackUrl=%ff",
                    "callbackUrl=%00",
                    "callbackUrl=a&callbackUrl=b",
                    "error=%3Cscript%3Ealert(1)%3C/script%3E",
                    "email=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                    "state=%",
                    "state=a&state=b",
                    "=&=&&",
                    "callbackUrl=" + "x".repeat(5000),
                    "a&".repeat(2000),
                    "a=1&".repeat(1500))) {
                RawRequest request =
                        RawRequest.of("GET", "/" + APP + path + "?" + query).navigating();
                RawRequest.Response response = request.send();
                if (response.status() >= 500 || response.body().contains("<script>")) {
                    wrong.add(request + " -> " + response.status());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** For bytes beyond ASCII, WildFly itself sends 500 before it calls a filter. */
    @Test
    void an_unreadable_cookie_is_ignored() {
        List<String> wrong = new ArrayList<>();
        for (String path :
                List.of("/auth/csrf", "/auth/session", "/auth/signin", "/auth/signout/callback?state=x", "/who")) {
            for (String cookie : List.of(
                    "",
                    "=",
                    ";;;",
                    "JSESSIONID",
                    "JSESSIONID=",
                    "JSESSIONID=" + "x".repeat(6000),
                    "JSESSIONID=\"",
                    "JSESSIONID=../../etc/passwd",
                    "JSESSIONID=a b,c",
                    "JSESSIONID=a!b.c.d!e",
                    "auth-filter-csrf",
                    "auth-filter-csrf=\"",
                    "auth-filter-csrf=<script>alert(1)</script>AAAAAAAAAAAAAAAAAA",
                    "auth-filter-signout",
                    "auth-filter-signout=x",
                    "auth-filter-signout=x.%%%",
                    "auth-filter-signout=x.!!!!",
                    "auth-filter-signout=.",
                    "$Version=1; JSESSIONID=x; $Path=/",
                    "a=b; ".repeat(150))) {
                RawRequest.Response response = RawRequest.of("GET", "/" + APP + path)
                        .with("Cookie", cookie)
                        .send();
                if (response.status() >= 500 || response.body().contains("<script>")) {
                    wrong.add(path + " with " + cookie + " -> " + response.status());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static RawRequest post(String path) {
        return RawRequest.of("POST", "/" + APP + path);
    }

    private static void collectFailure(String what, RawRequest request, String path, List<String> wrong) {
        RawRequest.Response response = request.sendAndClose();
        boolean isFine = response.status() < 500 && !(path.startsWith("/auth/signin") && response.status() / 100 == 2);
        boolean tellsTooMuch =
                response.body().contains("\tat ") || response.body().contains("Exception");
        boolean leavesSession =
                response.all("Set-Cookie").stream().anyMatch(cookie -> cookie.startsWith("JSESSIONID="));
        if (!isFine || tellsTooMuch || leavesSession) {
            wrong.add(what + " -> " + response.status() + (tellsTooMuch ? " and too much" : "")
                    + (leavesSession ? " and a session" : ""));
        }
    }
}
