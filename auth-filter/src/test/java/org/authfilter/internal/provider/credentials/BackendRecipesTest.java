package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.authfilter.User;
import org.authfilter.docs.Document;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.config.SettingsReader;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.ShapedBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe of the page of backends works with a backend of the documented shape. */
class BackendRecipesTest {

    private static final String NAME = "alice@example.org";

    private final Calls calls = new Calls();
    private final ShapedBackend backend = ShapedBackend.start(calls.clock);

    @AfterEach
    void stop() {
        backend.close();
        calls.close();
    }

    static Stream<BackendShape> shapes() {
        return BackendShape.all().stream();
    }

    @Test
    void each_recipe_of_the_page_is_tested() {
        assertThat(recipes().keySet())
                .containsExactlyElementsOf(shapes().map(BackendShape::title).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void a_recipe_signs_in_refreshes_twice_and_signs_out(BackendShape shape) throws Exception {
        shape.describe().accept(backend);
        CredentialsTokenProvider provider = provider(recipes().get(shape.title()));

        assertThat(Calls.await(provider.signIn(fields(provider, "wrong")))).isInstanceOf(Rejected.class);
        Issued signedIn = Calls.issued(provider.signIn(fields(provider, "right")));
        User user = signedIn.user();
        assertThat(user.name()).isEqualTo(shape.name());
        assertThat(user.email()).isEqualTo(shape.email());
        assertThat(user.roles()).isEqualTo(shape.roles());
        TokenSet last = shape.refreshes() ? refreshTwice(provider, signedIn.tokens(), user) : signedIn.tokens();
        assertThat(provider.canRefresh() && last.isRefreshable(calls.clock.instant()))
                .isEqualTo(shape.refreshes());
        Calls.await(provider.revoke(last));

        assertThat(backend.refused()).isEmpty();
        assertThat(backend.signOuts()).isEqualTo(provider.settings().logoutUrl() == null ? 0 : 1);
    }

    private TokenSet refreshTwice(CredentialsTokenProvider provider, TokenSet first, User user) throws Exception {
        TokenSet tokens = first;
        for (int i = 0; i < 2; i++) {
            calls.clock.advance(Duration.ofMinutes(4));
            Issued refreshed = Calls.issued(provider.refresh(tokens, false));
            assertThat(refreshed.tokens().accessToken()).isNotEqualTo(tokens.accessToken());
            assertThat(refreshed.tokens().expiresAt())
                    .isEqualTo(calls.clock.instant().plus(Duration.ofMinutes(5)));
            assertThat(refreshed.update().applyTo(user)).isEqualTo(user);
            tokens = refreshed.tokens();
        }
        return tokens;
    }

    private static Map<String, JsonValue> fields(CredentialsTokenProvider provider, String password) {
        List<String> names = provider.settings().loginFields();
        return Calls.fields(names.get(0), NAME, names.get(1), password);
    }

    private CredentialsTokenProvider provider(String recipe) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(recipe.replaceAll("https://[^/\\s]+", backend.url())));
        Map<String, String> configured = new LinkedHashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> configured.put(
                        key.substring(ConfigSources.PREFIX.length()), withVariables(properties.getProperty(key))));
        CredentialsSettings settings =
                (CredentialsSettings) SettingsReader.read(new ConfigSources().initParams(configured), name -> null)
                        .providers()
                        .get(0);
        return new CredentialsTokenProvider(settings, calls.backChannel, Duration.ofSeconds(30), calls.clock);
    }

    /** The API keys in the addresses of Supabase and Firebase are public; the other variables are secrets. */
    private static String withVariables(String value) {
        return value.replaceAll("key=\\$\\{\\w+}", "key=anon-key").replaceAll("\\$\\{\\w+}", "s3cret");
    }

    private static Map<String, String> recipes() {
        Map<String, String> recipes = new LinkedHashMap<>();
        Document page = Document.page("backends.md");
        int start = page.lines().indexOf("## Recipes");
        String title = "";
        for (int i = start + 1; i < page.lines().size(); i++) {
            String line = page.lines().get(i);
            if (line.startsWith("### ")) {
                title = line.substring("### ".length());
            } else if (line.startsWith("auth-filter.")) {
                recipes.merge(title, line + "\n", String::concat);
            }
        }
        return recipes;
    }
}
