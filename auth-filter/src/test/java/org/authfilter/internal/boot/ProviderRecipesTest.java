package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.authfilter.docs.Document;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe of the page of providers works with a provider of the documented shape. */
class ProviderRecipesTest {

    private static final Set<String> REPLACED = Set.of("issuer", "client-id", "client-secret");

    static Stream<ProviderShape> shapes() {
        return ProviderShape.all().stream();
    }

    @Test
    void each_recipe_of_the_page_is_tested() {
        assertThat(recipes().keySet())
                .containsAll(shapes().map(ProviderShape::title).toList())
                .contains("Keycloak");
        assertThat(recipes()).hasSize(ProviderShape.all().size() + 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void a_recipe_signs_in_refreshes_and_signs_out(ProviderShape shape) throws Exception {
        Properties recipe = new Properties();
        recipe.load(new StringReader(recipes().get(shape.title())));
        boolean endsWithSlash = recipe.stringPropertyNames().stream()
                .filter(key -> key.endsWith(".issuer"))
                .anyMatch(key -> recipe.getProperty(key).endsWith("/"));
        try (OpenIdShop shop = new OpenIdShop(
                endsWithSlash ? FakeOpenIdProvider::startWithSlash : FakeOpenIdProvider::start, keys(recipe))) {
            shape.describe().accept(shop.provider);
            shop.signIn();
            assertCaller(shop, shape);
            shop.clock.advance(Duration.ofMinutes(6));
            assertCaller(shop, shape);
            assertThat(shop.provider.calls("/token")).isEqualTo(shape.expires() ? 2 : 1);
            shop.browser.call("POST", "/auth/session");
            assertCaller(shop, shape);

            String after = json(shop.browser.call("POST", "/auth/signout")).getString("url");
            if (shape.seesSignOut()) {
                after = shop.provider.endSession(shop.browser
                        .page(after.substring(MockBrowser.CONTEXT.length()))
                        .getHeader("Location"));
                after = shop.comeBack(after).getHeader("Location");
            }
            assertThat(after).isEqualTo("/shop/");
            assertThat(shop.status()).isEqualTo("unauthenticated");
        }
    }

    private static void assertCaller(OpenIdShop shop, ProviderShape shape) throws Exception {
        assertThat(shop.browser.page("/orders").getStatus()).isEqualTo(200);
        assertThat(shop.browser.seenRequest().getRemoteUser()).isEqualTo(shape.name());
        for (String role : List.of("admin", "user")) {
            assertThat(shop.browser.seenRequest().isUserInRole(role))
                    .isEqualTo(shape.roles().contains(role));
        }
    }

    private static String[] keys(Properties recipe) {
        List<String> keys = new ArrayList<>();
        for (String key : recipe.stringPropertyNames()) {
            String name = key.substring(key.lastIndexOf('.') + 1);
            if (!REPLACED.contains(name)) {
                keys.add("provider.idp." + name);
                keys.add(recipe.getProperty(key));
            }
        }
        return keys.toArray(new String[0]);
    }

    /** The first block below a heading with an issuer, up to the chapter that explains single keys. */
    private static Map<String, String> recipes() {
        Map<String, String> recipes = new LinkedHashMap<>();
        String title = "";
        for (String line : Document.page("providers.md").lines()) {
            if (line.equals("## By annotation")) {
                return recipes;
            }
            if (line.startsWith("## ")) {
                title = line.substring("## ".length());
            } else if (line.startsWith("auth-filter.")) {
                recipes.merge(title, line + "\n", String::concat);
            }
        }
        throw new AssertionError("The page has no chapter after the recipes");
    }
}
