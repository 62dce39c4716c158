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

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Who may know whom; the map is in the root's package-info. */
@AnalyzeClasses(packages = "org.authfilter", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** What users type, with the events and the interfaces that they implement. */
    private static final String ROOT = "org.authfilter";

    private static final String INTERNAL = "org.authfilter.internal.";
    private static final String[] API = {ROOT, "org.authfilter.event", "org.authfilter.spi"};
    /** The classes of the API that hand over to the inside. */
    private static final DescribedPredicate<JavaClass> DOORS =
            belongToAnyOf(AuthFilter.class, AccessTokenFeature.class, AccessTokens.class);

    /** Helpers on the JDK alone. */
    private static final String COMMON = INTERNAL + "common";

    private static final String[] ALWAYS_ALLOWED = {"java..", "javax.net.ssl..", "org.jspecify.annotations.."};

    @ArchTest
    static final ArchRule the_API_knows_nothing_internal_but_for_its_three_doors = noClasses()
            .that()
            .resideInAnyPackage(API)
            .and(are(not(DOORS)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.authfilter.internal..");

    @ArchTest
    static final ArchRule the_SPI_knows_values_of_the_JDK_only = rule("org.authfilter.spi");

    @ArchTest
    static final ArchRule events_know_what_users_type_only = rule("org.authfilter.event", ROOT);

    @ArchTest
    static final ArchRule common_helpers_know_the_JDK_only = rule(COMMON);

    @ArchTest
    static final ArchRule tokens_are_values_of_the_JDK = only("token");

    @ArchTest
    static final ArchRule configuration_knows_our_annotations_keys_and_no_container =
            only("config", ROOT, "org.jose4j.jwk", "org.jose4j.lang");

    @ArchTest
    static final ArchRule sessions_know_tokens_and_the_servlet_container = only(
            "session", ROOT, "org.authfilter.internal.token", "org.authfilter.internal.config", "jakarta.servlet.http");

    @ArchTest
    static final ArchRule of_the_configuration_sessions_know_how_they_end_only = noClasses()
            .that()
            .resideInAPackage("org.authfilter.internal.session")
            .should()
            .dependOnClassesThat(resideInAPackage("org.authfilter.internal.config")
                    .and(simpleName("SessionEnd").negate()));

    @ArchTest
    static final ArchRule throttling_knows_attempts_only = only("throttle", ROOT, "javax.crypto..");

    @ArchTest
    static final ArchRule the_port_to_issuers_knows_tokens =
            onlyHere("provider", ROOT, "org.authfilter.internal.token", "org.jose4j..");

    @ArchTest
    static final ArchRule calls_over_HTTP_know_nothing_of_what_they_carry = onlyHere("provider.http");

    @ArchTest
    static final ArchRule verifying_knows_no_kind_of_provider =
            onlyHere("provider.jose", "org.authfilter.internal.provider.http", "org.jose4j..");

    @ArchTest
    static final ArchRule credentials_know_no_other_kind_of_provider = onlyHere(
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
    static final ArchRule OpenID_Providers_know_no_other_kind_of_provider = onlyHere(
            "provider.oidc",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.provider",
            "org.authfilter.internal.provider.http",
            "org.authfilter.internal.provider.jose",
            "org.jose4j..");

    @ArchTest
    static final ArchRule refreshing_knows_no_container = only(
            "refresh",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.session",
            "org.authfilter.internal.provider");

    @ArchTest
    static final ArchRule judging_requests_knows_no_issuer = only(
            "web",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.session",
            "org.authfilter.internal.refresh",
            "jakarta.servlet..",
            "jakarta.json.bind..");

    @ArchTest
    static final ArchRule endpoints_know_everything_but_clients_CDI_and_the_start = only(
            "endpoint",
            ROOT,
            "org.authfilter.internal.token",
            "org.authfilter.internal.config",
            "org.authfilter.internal.session",
            "org.authfilter.internal.provider..",
            "org.authfilter.internal.refresh",
            "org.authfilter.internal.throttle",
            "org.authfilter.internal.web",
            "jakarta.servlet..",
            "jakarta.json..");

    @ArchTest
    static final ArchRule clients_know_who_is_signed_in_only = only(
            "client",
            ROOT,
            "org.authfilter.internal.refresh",
            "jakarta.ws.rs..",
            "org.eclipse.microprofile.rest.client..");

    @ArchTest
    static final ArchRule only_starting_wires = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.boot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.authfilter.internal.boot..");

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("org.authfilter.internal.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_sessions_touch_attributes_of_the_HTTP_session = noClasses()
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
    static final ArchRule only_cdi_knows_CDI = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.cdi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "jakarta.interceptor..", "jakarta.decorator..");

    @ArchTest
    static final ArchRule only_clients_and_their_feature_know_JAX_RS = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.client")
            .and(are(not(belongToAnyOf(AccessTokenFeature.class))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.rest.client..");

    @ArchTest
    static final ArchRule only_providers_know_how_a_JWT_is_read = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.internal.provider..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.jose4j..").and(resideOutsideOfPackages("org.jose4j.jwk", "org.jose4j.lang")));

    @ArchTest
    static final ArchRule only_starting_knows_MicroProfile_Config = noClasses()
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

    /** A package with all below it, and what else it may depend on besides the JDK. */
    private static ArchRule only(String name, String... others) {
        return rule(INTERNAL + name + "..", withCommon(others));
    }

    /** A package without what is below it, and what else it may depend on besides the JDK. */
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
