package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

/** What the sign-in page and the pages beside it show. */
class SignInPageTest {

    private static final String BUNDLE = "org.authfilter.internal.web.shop";
    private static final String ALERT = "role=\"alert\"";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?error=SessionRequired", "?error=Unknown"})
    void a_first_visit_asks_for_a_sign_in_without_an_alert(String query) throws Exception {
        assertThat(html("/auth/signin" + query, "en"))
                .contains("<p class=\"lead\">Please sign in.</p>")
                .doesNotContain(ALERT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidCsrf",
                "CredentialsSignin",
                "OAuthSignin",
                "OAuthCallback",
                "AccessDenied",
                "TemporarilyUnavailable",
                "Configuration"
            })
    void an_error_is_an_alert_that_has_the_focus(String error) throws Exception {
        assertThat(html("/auth/signin?error=" + error, "en"))
                .contains("<p role=\"alert\" tabindex=\"-1\" autofocus>")
                .doesNotContain("class=\"lead\"", "class=\"note\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SessionExpired", "RefreshAccessTokenError"})
    void the_end_of_a_session_is_a_note_and_does_not_look_like_an_error(String error) throws Exception {
        assertThat(html("/auth/signin?error=" + error, "en"))
                .contains("<p role=\"alert\" class=\"note\" tabindex=\"-1\" autofocus>Your session has");
    }

    @Test
    void the_fields_have_labels_and_are_known_to_password_managers() throws Exception {
        assertThat(html("/auth/signin", "en"))
                .contains("<label><b>Email</b><input name=\"email\" type=\"email\" autocomplete=\"username\"")
                .contains("<label><b>Password</b><input name=\"password\" type=\"password\""
                        + " autocomplete=\"current-password\" required></label>")
                .doesNotContain("<script", " style=\"");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "en,                    en, Sign in,        Please sign in.",
        "en-GB,                 en, Sign in,        Please sign in.",
        "de,                    de, Anmelden,       Bitte anmelden.",
        "'de-AT,de;q=0.9,en',   de, Anmelden,       Bitte anmelden.",
        "fr-CA,                 fr, Se connecter,   Veuillez vous connecter.",
        "es-MX,                 es, Iniciar sesión, Inicie sesión.",
        "'ja,es;q=0.5',         es, Iniciar sesión, Inicie sesión.",
        "'de;q=0.2,fr;q=0.8',   fr, Se connecter,   Veuillez vous connecter.",
        "'ja,en,de',            en, Sign in,        Please sign in.",
        "ja,                    en, Sign in,        Please sign in.",
        "x-nonsense,            en, Sign in,        Please sign in.",
        ",                      en, Sign in,        Please sign in.",
    })
    void the_browser_chooses_the_language(String accepted, String language, String title, String lead)
            throws Exception {
        assertThat(html("/auth/signin", accepted))
                .contains("<html lang=\"" + language + "\">", "<h1>" + title + "</h1>", lead);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "nl,    nl,    Inloggen,           E-mailadres, Password",
        "nl-BE, nl,    Inloggen,           E-mailadres, Password",
        "pt-BR, pt-BR, Entrar,             Email,       Password",
        "pt-PT, en,    Log in &lt;now&gt;, Email,       Password",
        "de,    de,    Log in &lt;now&gt;, E-Mail,      Passwort",
        ",      en,    Log in &lt;now&gt;, Email,       Password",
    })
    void texts_of_the_WAR_replace_the_built_in_ones(
            String accepted, String language, String button, String email, String password) throws Exception {
        try (MockBrowser own = new MockBrowser(issuer, clock, Map.of("messages", BUNDLE))) {
            assertThat(html(own, "/auth/signin", accepted))
                    .contains("<html lang=\"" + language + "\">", ">" + button + "</button>")
                    .contains("<b>" + email + "</b>", "<b>" + password + "</b>", ">The shop</p>");
        }
    }

    @Test
    void the_display_name_of_the_application_is_the_title() throws Exception {
        MockHttpServletRequest request = navigation(browser, "/auth/signin", "de");
        ((MockServletContext) request.getServletContext()).setServletContextName("Orders & more");

        assertThat(browser.send(request).getContentAsString())
                .contains("<title>Anmelden · Orders &amp; more</title>")
                .contains("<p class=\"app\"><span aria-hidden=\"true\">O</span>Orders &amp; more</p>");
    }

    @Test
    void further_providers_are_named_on_their_buttons() throws Exception {
        try (MockBrowser several = new MockBrowser(
                issuer,
                clock,
                Map.of(
                        "provider.corp.type", "oidc",
                        "provider.corp.issuer", "https://corp.example",
                        "provider.corp.client-id", "shop",
                        "provider.corp.client-auth", "none"))) {
            assertThat(html(several, "/auth/signin?error=AccessDenied&callbackUrl=/shop/orders", "fr"))
                    .contains(">Se connecter</button>", "<p class=\"or\">ou</p>")
                    .contains("href=\"/shop/auth/signin/corp?callbackUrl=%2Fshop%2Forders&amp;prompt=login\"")
                    .contains(">Se connecter avec corp</a>");
        }
    }

    @Test
    void an_optional_field_is_marked_and_not_required() throws Exception {
        try (MockBrowser withCode = new MockBrowser(issuer, clock, Map.of("provider.backend.optional-fields", "otp"))) {
            assertThat(html(withCode, "/auth/signin", "es"))
                    .contains("<b>Código de un solo uso <span>(opcional)</span></b>")
                    .containsPattern("<input name=\"otp\"[^>]* spellcheck=\"false\"></label>");
        }
    }

    @Test
    void the_sign_out_page_speaks_the_language_of_the_browser() throws Exception {
        assertThat(html("/auth/signout", "de"))
                .contains("<html lang=\"de\">", "<h1>Abmelden?</h1>", ">Abmelden</button>", ">Angemeldet bleiben</a>");
    }

    @Test
    void a_503_page_of_an_expired_session_leads_to_a_new_sign_in_and_to_the_sign_out() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(Duration.ofHours(1));
        issuer.close();
        MockHttpServletResponse refused = browser.send(navigation(browser, "/orders?page=2", "en"));

        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isNotNull();
        assertThat(refused.getContentAsString())
                .contains(ALERT, "href=\"/shop/orders?page=2\">Try again</a>")
                .contains("href=\"/shop/auth/signin?callbackUrl=%2Fshop%2Forders%3Fpage%3D2\">Sign in again</a>")
                .contains("href=\"/shop/auth/signout\">Sign out</a>");
    }

    @Test
    void the_sign_in_page_is_shown_to_a_session_that_can_not_be_refreshed() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(Duration.ofHours(1));
        issuer.close();

        assertThat(html("/auth/signin?callbackUrl=/shop/orders", "en")).contains("<form method=\"post\"");
    }

    @ParameterizedTest
    @CsvSource({"de, Hier gibt es nichts, Zur Startseite", "en, There is nothing here, Go to the start page"})
    void a_page_that_does_not_exist_names_a_way_out(String language, String title, String wayOut) throws Exception {
        MockHttpServletResponse refused = browser.send(navigation(browser, "/auth/nothing", language));

        assertThat(refused.getStatus()).isEqualTo(404);
        assertThat(refused.getContentAsString())
                .contains("<h1>" + title + "</h1>", ALERT, "href=\"/shop/\">" + wayOut + "</a>");
    }

    private String html(String path, String language) throws Exception {
        return html(browser, path, language);
    }

    private static String html(MockBrowser at, String path, String language) throws Exception {
        MockHttpServletResponse response = at.send(navigation(at, path, language));
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString();
    }

    private static MockHttpServletRequest navigation(MockBrowser at, String path, String language) {
        MockHttpServletRequest request = at.request("GET", path);
        request.addHeader("Sec-Fetch-Mode", "navigate");
        if (language != null) {
            request.addHeader("Accept-Language", language);
        }
        return request;
    }
}
