package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnnotationValuesTest {

    @AuthFilterConfig(
            path = "/account",
            protectedPaths = {"/api/*", "*.xhtml"},
            publicPaths = "/api/public/*",
            refreshMargin = "2m",
            idleTimeout = "",
            exposeAccessToken = "true",
            maxWaitingRequests = "3",
            sharedStore = "jdbc",
            sharedStoreDataSource = "jdbc/shop")
    @CredentialsProvider(
            name = "first",
            loginUrl = "https://first.example/login",
            loginFields = {"user", "pin"},
            refreshCarrier = "header",
            profileUrl = "https://first.example/profile",
            jwksUrl = "https://first.example/jwks",
            issuer = "https://first.example",
            audience = "orders",
            expiryUnit = "iso-8601")
    @CredentialsProvider(name = "second", loginUrl = "https://second.example/login")
    private static final class Everything {}

    @CredentialsProvider(name = "a-third", loginUrl = "https://third.example/login", roles = "/roles")
    private static final class One {}

    @AuthFilterConfig(refreshMargin = "soon")
    @CredentialsProvider(name = "Third", loginUrl = "https://third.example/login")
    private static final class Wrong {}

    @CredentialsProvider(name = "twice", loginUrl = "https://first.example/login", roles = "/roles")
    @CredentialsProvider(name = "twice", user = "/person")
    private static final class SameNameTwice {}

    @AuthFilterConfig(path = "/account")
    private static final class TheSamePath {}

    @AuthFilterConfig(path = "/account", refreshMargin = "1m")
    private static final class AnotherMargin {}

    @Test
    void two_classes_may_configure_the_same_value() {
        assertThat(new TestConfiguration()
                        .annotate(Everything.class)
                        .annotate(TheSamePath.class)
                        .read()
                        .path())
                .isEqualTo("/account");
    }

    @Test
    void two_classes_with_different_values_of_a_key_are_a_problem() {
        assertThat(new TestConfiguration()
                        .annotate(Everything.class)
                        .annotate(AnotherMargin.class)
                        .problems())
                .contains("has 1 problem:")
                .contains("refresh-margin = ")
                .contains("an annotation on another class has a different value");
    }

    @Test
    void a_source_of_higher_precedence_settles_a_contradiction() {
        assertThat(new TestConfiguration()
                        .annotate(Everything.class)
                        .annotate(AnotherMargin.class)
                        .set("refresh-margin", "3m")
                        .read()
                        .refresh()
                        .margin())
                .hasMinutes(3);
    }

    @Test
    void members_are_read_as_the_keys_of_the_same_name() {
        Settings settings = new TestConfiguration().annotate(Everything.class).read();

        assertThat(settings.path()).isEqualTo("/account");
        assertThat(settings.refresh().margin()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.refresh().maxWaitingRequests()).isEqualTo(3);
        assertThat(settings.exposeAccessToken()).isTrue();
        assertThat(settings.sharedStore()).isEqualTo(SharedStoreKind.JDBC);
        assertThat(settings.sharedStoreDataSource()).isEqualTo("jdbc/shop");
    }

    @Test
    void an_array_is_read_as_a_list() {
        Settings settings = new TestConfiguration().annotate(Everything.class).read();

        assertThat(settings.pathRules().protectedPaths())
                .containsExactly(PathPattern.parse("/api/*"), PathPattern.parse("*.xhtml"));
        assertThat(settings.pathRules().publicPaths()).containsExactly(PathPattern.parse("/api/public/*"));
        assertThat(provider(settings, 0).loginFields()).containsExactly("user", "pin");
    }

    @Test
    void the_verification_and_the_profile_are_read() {
        CredentialsSettings first =
                provider(new TestConfiguration().annotate(Everything.class).read(), 0);

        assertThat(first.profileUrl()).hasPath("/profile");
        assertThat(first.verification())
                .isEqualTo(new CredentialsSettings.Verification(
                        URI.create("https://first.example/jwks"), "https://first.example", "orders"));
    }

    @Test
    void an_empty_member_leaves_the_key_to_its_default() {
        Settings settings = new TestConfiguration().annotate(Everything.class).read();

        assertThat(settings.idleTimeout()).isNull();
        assertThat(settings.refresh().tokenRequestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(provider(settings, 1).loginFields()).containsExactly("email", "password");
    }

    @Test
    void a_repeated_annotation_and_another_class_each_add_a_provider() {
        Settings settings = new TestConfiguration()
                .annotate(Everything.class)
                .annotate(One.class)
                .read();

        assertThat(settings.providers())
                .extracting(ProviderSettings::name)
                .containsExactly("first", "second", "a-third");
        assertThat(provider(settings, 0).refreshCarrier()).isEqualTo(RefreshCarrier.HEADER);
        assertThat(provider(settings, 0).expiryUnit()).isEqualTo(ExpiryUnit.ISO_8601);
        assertThat(provider(settings, 2).loginUrl()).isEqualTo(URI.create("https://third.example/login"));
        assertThat(provider(settings, 2).pointers().roles()).containsExactly("/roles");
    }

    @Test
    void a_problem_of_an_annotation_names_the_class() {
        assertThat(TestConfiguration.ofOneBackend().annotate(Wrong.class).problems())
                .contains("refresh-margin = \"soon\" (annotation on " + Wrong.class.getName() + "): write a duration")
                .contains("provider.Third.login-url = \"https://third.example/login\" (annotation on "
                        + Wrong.class.getName() + "): a provider's name has lower-case letters");
    }

    @Test
    void two_annotations_of_one_name_are_one_provider_and_the_first_wins() {
        CredentialsSettings provider =
                new TestConfiguration().annotate(SameNameTwice.class).provider();

        assertThat(provider.loginUrl()).isEqualTo(URI.create("https://first.example/login"));
        assertThat(provider.pointers().roles()).containsExactly("/roles");
        assertThat(provider.pointers().user()).containsExactly("/person");
    }

    @Test
    void a_class_without_our_annotations_configures_nothing() {
        assertThat(AnnotationValues.of(String.class)).isEmpty();
    }

    @Test
    void every_key_of_the_application_has_a_member_and_every_member_a_key() {
        assertThat(members(AuthFilterConfig.class)).containsExactlyInAnyOrderElementsOf(names(ApplicationKeys.GROUP));
    }

    static List<ProviderKind> kinds() {
        return ProviderKind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_key_of_a_provider_has_a_member_and_every_member_a_key(ProviderKind kind) {
        Set<String> members = members(kind.annotation());

        assertThat(members.remove("name")).isTrue();
        assertThat(members.add("type")).isTrue();
        assertThat(members).containsExactlyInAnyOrderElementsOf(names(kind.keys()));
    }

    @OidcProvider(
            name = "idp",
            issuer = "https://idp.example/",
            clientId = "shop",
            clientSecret = "${SECRET}",
            resource = {"https://a.example", "https://b.example"})
    @OidcProvider(name = "public", issuer = "https://other.example", clientId = "shop", clientAuth = "none")
    private static final class OpenId {}

    @Test
    void an_OpenID_Provider_is_read_from_its_annotation() {
        Settings settings = new TestConfiguration()
                .annotate(OpenId.class)
                .placeholder("SECRET", "s3cret")
                .read();

        OidcSettings idp = (OidcSettings) settings.providers().get(0);
        assertThat(idp.issuer()).isEqualTo("https://idp.example/");
        assertThat(idp.resources()).containsExactly("https://a.example", "https://b.example");
        assertThat(idp.clientAuth()).isEqualTo(new OidcClientAuth.SecretBasic("s3cret"));
        assertThat(settings.providers()).hasSize(2);
    }

    private static List<String> names(KeyGroup group) {
        return group.keys().stream().map(Key::name).toList();
    }

    private static Set<String> members(Class<?> annotation) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .map(member -> member.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .map(key -> key.replace("shared-store-", "shared-store."))
                .collect(Collectors.toSet());
    }

    private static CredentialsSettings provider(Settings settings, int index) {
        return (CredentialsSettings) settings.providers().get(index);
    }
}
