package org.authfilter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The dependencies that packages may have; {@code docs/architecture.md} has the map. */
@AnalyzeClasses(packages = "org.authfilter", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** The package of the types that applications use. */
    private static final String ROOT = "org.authfilter";

    private static final String INTERNAL = "org.authfilter.internal.";
    private static final String[] API = {ROOT, "org.authfilter.event", "org.authfilter.spi"};
    /** The classes of the API that call internal ones. */
    private static final DescribedPredicate<JavaClass> ENTRY_POINTS =
            belongToAnyOf(AuthFilter.class, AccessTokenFeature.class, AccessTokens.class);

    /** Helpers on the JDK alone. */
    private static final String COMMON = INTERNAL + "common";

    private static final ArchCondition<JavaClass> BE_USED_BY_ANOTHER_PACKAGE =
            new ArchCondition<>("be used by another package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean isUsed = type.getDirectDependenciesToSelf().stream()
                            .map(dependency -> dependency.getOriginClass().getPackageName())
                            .anyMatch(origin -> !origin.equals(type.getPackageName()));
                    events.add(new SimpleConditionEvent(type, isUsed, type.getName() + " is public for no package"));
                }
            };

    private static final String[] ALWAYS_ALLOWED = {
        "java..", "javax.net.ssl..", "javax.crypto..", "org.jspecify.annotations.."
    };

    @ArchTest
    static final ArchRule the_API_depends_on_internal_packages_in_three_entry_points_only = noClasses()
            .that()
            .resideInAnyPackage(API)
            .and(are(not(ENTRY_POINTS)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.authfilter.internal..");

    @ArchTest
    static final ArchRule the_SPI_depends_on_the_JDK_only = rule("org.authfilter.spi");

    @ArchTest
    static final ArchRule events_depend_on_the_API_only = rule("org.authfilter.event", ROOT);

    @ArchTest
    static final ArchRule common_depends_on_the_JDK_only = rule(COMMON);

    @ArchTest
    static final ArchRule token_depends_on_the_JDK_only = only("token");

    @ArchTest
    static final ArchRule config_depends_on_the_API_and_JWKs_but_on_no_container =
            only("config", ROOT, "org.jose4j.jwk", "org.jose4j.lang");

    @ArchTest
    static final ArchRule session_depends_on_token_and_the_servlet_API = only(
            "session",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.shared",
            "jakarta.servlet..");

    @ArchTest
    static final ArchRule session_uses_only_SessionEnd_of_config = noClasses()
            .that()
            .resideInAPackage("org.authfilter.internal.session")
            .should()
            .dependOnClassesThat(resideInAPackage("org.authfilter.internal.config")
                    .and(simpleName("SessionEnd").negate()));

    @ArchTest
    static final ArchRule shared_depends_on_the_SPI_and_data_sources_only =
            only("shared", "org.authfilter.spi", "javax.sql");

    @ArchTest
    static final ArchRule throttle_depends_on_the_SPI_and_the_shared_store_only =
            only("throttle", ROOT, "org.authfilter.internal.shared");

    @ArchTest
    static final ArchRule the_provider_port_depends_on_tokens_HTTP_and_jose4j = onlyHere(
            "provider", ROOT, "org.authfilter.internal.token", "org.authfilter.internal.provider.http", "org.jose4j..");

    @ArchTest
    static final ArchRule provider_http_depends_on_no_other_package = onlyHere("provider.http");

    @ArchTest
    static final ArchRule provider_jose_depends_on_no_kind_of_provider = onlyHere(
            "provider.jose",
            "org.authfilter.internal.provider",
            "org.authfilter.internal.provider.http",
            "org.jose4j..");

    @ArchTest
    static final ArchRule provider_credentials_depends_on_no_other_kind_of_provider = onlyHere(
            "provider.credentials",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.provider",
            "org.authfilter.internal.provider.http",
            "org.authfilter.internal.provider.jose",
            "org.jose4j..",
            "jakarta.json..");

    @ArchTest
    static final ArchRule provider_oidc_depends_on_no_other_kind_of_provider = onlyHere(
            "provider.oidc",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.provider",
            "org.authfilter.internal.provider.http",
            "org.authfilter.internal.provider.jose",
            "org.jose4j..");

    @ArchTest
    static final ArchRule issuer_depends_on_the_results_of_calls_only =
            only("issuer", "org.authfilter.internal.provider");

    @ArchTest
    static final ArchRule refresh_depends_on_no_container = only(
            "refresh",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.issuer",
            "org.authfilter.internal.session",
            "org.authfilter.internal.shared",
            "org.authfilter.internal.provider");

    @ArchTest
    static final ArchRule web_depends_on_no_provider = only(
            "web",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.session",
            "org.authfilter.internal.refresh",
            "jakarta.servlet..",
            "jakarta.json.bind..");

    @ArchTest
    static final ArchRule identity_depends_on_web_and_the_APIs_of_servers = only(
            "identity",
            ROOT,
            "org.authfilter.internal.web",
            "jakarta.servlet..",
            "jakarta.security.auth.message..",
            "javax.security.auth..",
            "io.undertow..",
            "org.wildfly.security..");

    @ArchTest
    static final ArchRule only_identity_depends_on_the_APIs_of_servers = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.identity")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.security..", "javax.security.auth..", "io.undertow..", "org.wildfly..");

    @ArchTest
    static final ArchRule transaction_depends_on_web_and_servlet_requests_only =
            only("transaction", "org.authfilter.internal.web", "jakarta.servlet.http");

    @ArchTest
    static final ArchRule endpoint_depends_on_neither_client_nor_cdi_nor_boot = only(
            "endpoint",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.session",
            "org.authfilter.internal.provider..",
            "org.authfilter.internal.issuer",
            "org.authfilter.internal.refresh",
            "org.authfilter.internal.throttle",
            "org.authfilter.internal.transaction",
            "org.authfilter.internal.web",
            "jakarta.servlet..",
            "jakarta.json..");

    @ArchTest
    static final ArchRule client_depends_on_refresh_and_JAX_RS_only = only(
            "client",
            ROOT,
            "org.authfilter.internal.refresh",
            "jakarta.ws.rs..",
            "org.eclipse.microprofile.rest.client..");

    @ArchTest
    static final ArchRule no_package_depends_on_boot = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.boot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.authfilter.internal.boot..");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("org.authfilter.internal.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_session_uses_attributes_of_the_HTTP_session = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.session")
            .should()
            .callMethod(HttpSession.class, "setAttribute", String.class, Object.class)
            .orShould()
            .callMethod(HttpSession.class, "getAttribute", String.class)
            .orShould()
            .callMethod(HttpSession.class, "removeAttribute", String.class)
            .orShould()
            .callMethod(HttpSession.class, "invalidate");

    @ArchTest
    static final ArchRule only_cdi_depends_on_CDI = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.cdi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "jakarta.interceptor..", "jakarta.decorator..");

    @ArchTest
    static final ArchRule only_client_and_its_feature_depend_on_JAX_RS = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.client")
            .and(are(not(belongToAnyOf(AccessTokenFeature.class))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.rest.client..");

    @ArchTest
    static final ArchRule only_providers_parse_JWTs = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.provider..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.jose4j..").and(resideOutsideOfPackages("org.jose4j.jwk", "org.jose4j.lang")));

    @ArchTest
    static final ArchRule only_boot_depends_on_MicroProfile_Config = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.boot")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.config..");

    @ArchTest
    static final ArchRule the_clock_is_passed_in = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.boot")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static void no_two_classes_have_one_simple_name(JavaClasses classes) {
        Map<String, List<String>> namesakes = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));

        assertThat(namesakes.values()).noneMatch(names -> names.size() > 1);
    }

    /** Packages whose types are public only if another package needs them. */
    @ArchTest
    static final ArchRule a_public_type_of_refresh_client_or_token_is_used_by_another_package = classes()
            .that()
            .resideInAnyPackage(
                    "org.authfilter.internal.refresh",
                    "org.authfilter.internal.client",
                    "org.authfilter.internal.token")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .and()
            .doNotHaveSimpleName("AccessTokenRestClients") // The server instantiates it, from META-INF/services.
            .should(BE_USED_BY_ANOTHER_PACKAGE);

    /** A package with its subpackages, and the other packages that it may depend on beside the JDK. */
    private static ArchRule only(String name, String... others) {
        return rule(INTERNAL + name + "..", withCommon(others));
    }

    /** A package without its subpackages, and the other packages that it may depend on beside the JDK. */
    private static ArchRule onlyHere(String name, String... others) {
        return rule(INTERNAL + name, withCommon(others));
    }

    private static String[] withCommon(String... others) {
        return Stream.concat(Stream.of(COMMON), Stream.of(others)).toArray(String[]::new);
    }

    private static ArchRule rule(String itself, String... others) {
        return classes()
                .that()
                .resideInAPackage(itself)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ALWAYS_ALLOWED)
                        .or(resideInAPackage(itself))
                        .or(resideInAnyPackage(others))
                        .or(resideInAnyPackage(List.of(others).contains(ROOT) ? API : new String[0])));
    }
}
