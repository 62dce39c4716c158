package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;
import org.junit.jupiter.api.Test;

class AnnotationValuesTest {

    @AuthFilterConfig(
            path = "/account",
            protectedPaths = {"/api/*", "*.xhtml"},
            publicPaths = "/api/public/*",
            refreshMargin = "2m",
            idleTimeout = "",
            exposeAccessToken = "true",
            maxWaitingRequests = "3")
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
    @CredentialsProvider(name = "twice", user = "/who")
    private static final class SameNameTwice {}

    @AuthFilterConfig(path = "/account")
    private static final class SaysTheSamePath {}

    @AuthFilterConfig(path = "/account", refreshMargin = "1m")
    private static final class SaysAnotherMargin {}

    @Test
    void two_classes_may_say_the_same() {
        assertThat(new Deployer()
                        .annotate(Everything.class)
                        .annotate(SaysTheSamePath.class)
                        .read()
                        .path())
                .isEqualTo("/account");
    }

    @Test
    void two_classes_that_say_a_key_differently_are_told() {
        assertThat(new Deployer()
                        .annotate(Everything.class)
                        .annotate(SaysAnotherMargin.class)
                        .refusal())
                .contains("has 1 mistake:")
                .contains("refresh-margin = ")
                .contains("an annotation on another class says otherwise");
    }

    @Test
    void what_a_higher_place_says_settles_a_contradiction() {
        assertThat(new Deployer()
                        .annotate(Everything.class)
                        .annotate(SaysAnotherMargin.class)
                        .say("refresh-margin", "3m")
                        .read()
                        .refresh()
                        .margin())
                .hasMinutes(3);
    }

    @Test
    void members_are_read_as_the_keys_of_the_same_name() {
        Settings settings = new Deployer().annotate(Everything.class).read();

        assertThat(settings.path()).isEqualTo("/account");
        assertThat(settings.refresh().margin()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.refresh().maxWaitingRequests()).isEqualTo(3);
        assertThat(settings.exposeAccessToken()).isTrue();
    }

    @Test
    void an_array_is_read_as_a_list() {
        Settings settings = new Deployer().annotate(Everything.class).read();

        assertThat(settings.pathRules().protectedPaths())
                .containsExactly(PathPattern.parse("/api/*"), PathPattern.parse("*.xhtml"));
        assertThat(settings.pathRules().publicPaths()).containsExactly(PathPattern.parse("/api/public/*"));
        assertThat(provider(settings, 0).loginFields()).containsExactly("user", "pin");
    }

    @Test
    void the_verification_and_the_profile_are_read() {
        CredentialsSettings first =
                provider(new Deployer().annotate(Everything.class).read(), 0);

        assertThat(first.profileUrl()).hasPath("/profile");
        assertThat(first.verification())
                .isEqualTo(new CredentialsSettings.Verification(
                        URI.create("https://first.example/jwks"), "https://first.example", "orders"));
    }

    @Test
    void an_empty_member_leaves_the_key_to_its_default() {
        Settings settings = new Deployer().annotate(Everything.class).read();

        assertThat(settings.idleTimeout()).isNull();
        assertThat(settings.refresh().tokenRequestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(provider(settings, 1).loginFields()).containsExactly("email", "password");
    }

    @Test
    void a_repeated_annotation_and_another_class_each_add_a_provider() {
        Settings settings =
                new Deployer().annotate(Everything.class).annotate(One.class).read();

        assertThat(settings.providers())
                .extracting(ProviderSettings::name)
                .containsExactly("first", "second", "a-third");
        assertThat(provider(settings, 0).refreshCarrier()).isEqualTo(RefreshCarrier.HEADER);
        assertThat(provider(settings, 0).expiryUnit()).isEqualTo(ExpiryUnit.ISO_8601);
        assertThat(provider(settings, 2).loginUrl()).isEqualTo(URI.create("https://third.example/login"));
        assertThat(provider(settings, 2).pointers().roles()).isEqualTo("/roles");
    }

    @Test
    void a_mistake_in_an_annotation_names_the_class() {
        assertThat(Deployer.ofOneBackend().annotate(Wrong.class).refusal())
                .contains("refresh-margin = \"soon\" (annotation on " + Wrong.class.getName() + "): write a duration")
                .contains("provider.Third.login-url = \"https://third.example/login\" (annotation on "
                        + Wrong.class.getName() + "): a provider's name has lower-case letters");
    }

    @Test
    void two_annotations_of_one_name_are_one_provider_and_the_first_wins() {
        CredentialsSettings provider =
                new Deployer().annotate(SameNameTwice.class).provider();

        assertThat(provider.loginUrl()).isEqualTo(URI.create("https://first.example/login"));
        assertThat(provider.pointers().roles()).isEqualTo("/roles");
        assertThat(provider.pointers().user()).isEqualTo("/who");
    }

    @Test
    void a_class_without_our_annotations_says_nothing() {
        assertThat(AnnotationValues.of(String.class)).isEmpty();
    }

    @Test
    void every_key_has_a_member_and_every_member_a_key() {
        assertThat(members(AuthFilterConfig.class))
                .isEqualTo(Arrays.stream(Key.values()).map(Key::wireName).collect(Collectors.toSet()));
        Set<String> ofProvider = members(CredentialsProvider.class);
        assertThat(ofProvider).contains("name");
        assertThat(Stream.concat(ofProvider.stream().filter(name -> !name.equals("name")), Stream.of("type")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(CredentialsKey.values())
                        .map(CredentialsKey::wireName)
                        .toList());
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
        Settings settings = new Deployer()
                .annotate(OpenId.class)
                .placeholder("SECRET", "s3cret")
                .read();

        OidcSettings idp = (OidcSettings) settings.providers().get(0);
        assertThat(idp.issuer()).isEqualTo("https://idp.example/");
        assertThat(idp.resources()).containsExactly("https://a.example", "https://b.example");
        assertThat(idp.clientAuth()).isEqualTo(new OidcClientAuth.SecretBasic("s3cret"));
        assertThat(settings.providers()).hasSize(2);
    }

    @Test
    void every_key_of_an_OpenID_Provider_has_a_member_and_every_member_a_key() {
        assertThat(Stream.concat(
                        members(OidcProvider.class).stream().filter(name -> !name.equals("name")), Stream.of("type")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(OidcKey.values()).map(OidcKey::wireName).toList());
    }

    private static Set<String> members(Class<?> annotation) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .map(member -> member.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static CredentialsSettings provider(Settings settings, int index) {
        return (CredentialsSettings) settings.providers().get(index);
    }
}
