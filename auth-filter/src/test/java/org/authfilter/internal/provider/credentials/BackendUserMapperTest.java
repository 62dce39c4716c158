package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.authfilter.User;
import org.authfilter.internal.boot.LogRecords;
import org.authfilter.testkit.FakeIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendUserMapperTest {

    private static final String JWT = Calls.jwt("{\"sub\":\"sub-alice\",\"iss\":\"https://backend.example\"}");

    private final Calls calls = new Calls();
    private ScriptedBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = new ScriptedBackend();
    }

    @AfterEach
    void stop() {
        backend.close();
        calls.close();
    }

    @ParameterizedTest(name = "a JWT {0}, {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | {\"name\":\"alice\"} | alice",
                "false | {\"name\":\"alice\"} | alice",
                "true  | {\"name\":\"\"}      | sub-alice",
                "true  | {\"name\":\" \"}     | sub-alice",
                "true  | {\"name\":null}      | sub-alice",
                "true  | {}                   | sub-alice",
                "true  | null                 | sub-alice",
                "true  | \"alice\"            | sub-alice",
                "true  | []                   | sub-alice",
                "false | {}                   | alice@example.org",
                "false | {\"name\":{}}        | alice@example.org",
                "false | null                 | alice@example.org",
                "false | {\"name\":17}        | 17",
            })
    void the_name_is_the_users_else_the_subject_else_the_first_login_field(boolean jwt, String user, String name)
            throws Exception {
        assertThat(signIn(jwt ? JWT : "opaque", user).name()).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"accessToken\":\"%s\",\"realm\":{\"roles\":[\"of-response\"]}} | of-response",
                "{\"accessToken\":\"%s\",\"realm\":{\"roles\":[]}}            | ''",
                "{\"accessToken\":\"%s\"}                                       | of-jwt",
            })
    void the_roles_are_those_of_the_response_else_those_of_the_JWT(String response, String roles) throws Exception {
        backend.responds(response.formatted(Calls.jwt("{\"sub\":\"s\",\"realm\":{\"roles\":[\"of-jwt\"]}}")));

        assertThat(Calls.issued(calls.of(backend, "roles", "/realm/roles").signIn(Calls.ALICE))
                        .user()
                        .roles())
                .isEqualTo(roles.isEmpty() ? List.of() : List.of(roles));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"user\",\"admin\"]        | user,admin",
                "[\"user\",\"user\"]         | user",
                "[\"user\",null,{},17,true]  | user,17",
                "\"admin\"                   | admin",
                "\"read write\"              | read write",
                "[]                          | ''",
                "\"\"                        | ''",
                "null                        | ''",
                "{\"admin\":true}            | ''",
                "{\"id\":1,\"name\":\"editor\"} | editor",
                "{\"authority\":\"ADMIN\"}   | ADMIN",
                "true                        | ''",
            })
    void roles_are_a_list_or_a_single_one(String json, String roles) throws Exception {
        assertThat(signIn("opaque", "{\"name\":\"alice\",\"roles\":" + json + "}")
                        .roles())
                .isEqualTo(Arrays.stream(roles.split(",", -1))
                        .filter(role -> !role.isEmpty())
                        .toList());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"title\":\"admin\"}]             | 1",
                "[{\"name\":{\"de\":\"Leiter\"}},true] | 1",
                "{\"admin\":true}                  | 1",
                "true                              | 1",
                "[{\"title\":\"admin\"},\"user\"]    | 0",
                "[{\"name\":\"admin\"}]              | 0",
                "[]                                | 0",
                "{}                                | 0",
                "null                              | 0",
                "\"\"                              | 0",
            })
    void roles_of_which_none_can_be_read_warn_once(String json, int warnings) throws Exception {
        try (LogRecords log = new LogRecords()) {
            backend.responds("{\"accessToken\":\"opaque\",\"roles\":" + json + "}");
            CredentialsTokenProvider provider = calls.of(backend, "roles", "/roles");
            for (int i = 0; i < 2; i++) {
                Calls.issued(provider.signIn(Calls.ALICE));
            }

            assertThat(log.lines("WARNING")).hasSize(warnings).allMatch(line -> line.contains("role-name"));
        }
    }

    @Test
    void roles_of_a_JWT_of_which_none_can_be_read_warn_as_well() throws Exception {
        try (LogRecords log = new LogRecords()) {
            signIn(Calls.jwt("{\"sub\":\"a\",\"roles\":[{\"id\":{}}]}"), "{}", "roles", "/roles");

            assertThat(log.lines("WARNING")).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/realm/roles", "/realm/0/roles", "/user/none", "/user/roles/7", "/user/roles/-", "/user/roles/x/y"})
    void a_roles_pointer_that_leads_nowhere_gives_none(String pointer) throws Exception {
        assertThat(signIn("opaque", "{\"name\":\"alice\",\"roles\":[\"user\"]}", "roles", pointer)
                        .roles())
                .isEmpty();
    }

    @Test
    void a_roles_pointer_may_lead_away_from_the_user() throws Exception {
        backend.responds("{\"accessToken\":\"a\",\"realm\":{\"roles\":[\"x\"]},\"user\":{\"roles\":[\"y\"]}}");

        assertThat(Calls.issued(calls.of(backend, "roles", "/realm/roles").signIn(Calls.ALICE))
                        .user()
                        .roles())
                .containsExactly("x");
    }

    @Test
    void the_e_mail_address_stands_with_the_user() throws Exception {
        assertThat(signIn("opaque", "{\"email\":\"a@example.org\"}").email()).isEqualTo("a@example.org");
        assertThat(signIn("opaque", "{}").email()).isNull();
    }

    @Test
    void a_JWT_names_the_subject_and_the_issuer() throws Exception {
        User user = signIn(JWT, "{\"name\":\"alice\"}");

        assertThat(user.subject()).isEqualTo("sub-alice");
        assertThat(user.issuer()).isEqualTo("https://backend.example");
    }

    @Test
    void a_signed_JWT_is_read_like_any_other() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start(calls.clock).jwt(true)) {
            User user = Calls.issued(calls.of(issuer).signIn(Calls.ALICE)).user();

            assertThat(user.subject()).isEqualTo("sub-alice");
            assertThat(user.issuer()).isEqualTo(issuer.url("").toString());
        }
    }

    @Test
    void the_first_login_field_is_the_first_of_the_configuration() throws Exception {
        backend.responds("{\"accessToken\":\"a\"}");

        assertThat(Calls.issued(calls.of(backend, "login-fields", "customer,pin")
                                .signIn(Calls.fields("pin", "1234", "customer", "17")))
                        .user()
                        .name())
                .isEqualTo("17");
    }

    private User signIn(String token, String user, String... keysAndValues) throws Exception {
        backend.responds("{\"accessToken\":\"" + token + "\",\"user\":" + user + "}");
        return Calls.issued(calls.of(backend, keysAndValues).signIn(Calls.ALICE))
                .user();
    }
}
