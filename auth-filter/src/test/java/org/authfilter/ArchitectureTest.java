package org.authfilter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;

/** Who may know whom; the map is in the root's package-info. */
@AnalyzeClasses(packages = "org.authfilter", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "org.authfilter";
    private static final String[] EVERYBODY_MAY = {"java..", "javax.net.ssl..", "org.jspecify.annotations.."};

    @ArchTest
    static final ArchRule what_users_type_knows_nothing_of_the_inside = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat(resideInAPackage("org.authfilter..").and(resideOutsideOfPackages(ROOT)));

    @ArchTest
    static final ArchRule tokens_are_values_of_the_JDK = only("token");

    @ArchTest
    static final ArchRule configuration_knows_our_annotations_keys_and_no_container =
            only("config", ROOT, "org.jose4j.jwk", "org.jose4j.lang");

    @ArchTest
    static final ArchRule sessions_know_tokens_and_the_servlet_container =
            only("session", ROOT, "org.authfilter.token", "org.authfilter.config", "jakarta.servlet.http");

    @ArchTest
    static final ArchRule of_the_configuration_sessions_know_how_they_end_only = noClasses()
            .that()
            .resideInAPackage("org.authfilter.session")
            .should()
            .dependOnClassesThat(resideInAPackage("org.authfilter.config")
                    .and(simpleName("SessionEnd").negate()));

    @ArchTest
    static final ArchRule throttling_knows_attempts_only = only("throttle", ROOT, "javax.crypto..");

    @ArchTest
    static final ArchRule the_port_to_issuers_knows_tokens =
            onlyHere("provider", ROOT, "org.authfilter.token", "org.jose4j..");

    @ArchTest
    static final ArchRule calls_over_HTTP_know_nothing_of_what_they_carry = onlyHere("provider.http");

    @ArchTest
    static final ArchRule verifying_knows_no_kind_of_provider =
            onlyHere("provider.jose", "org.authfilter.provider.http", "org.jose4j..");

    @ArchTest
    static final ArchRule credentials_know_no_other_kind_of_provider = onlyHere(
            "provider.credentials",
            ROOT,
            "org.authfilter.token",
            "org.authfilter.config",
            "org.authfilter.provider",
            "org.authfilter.provider.http",
            "org.authfilter.provider.jose",
            "org.jose4j..",
            "jakarta.json..");

    @ArchTest
    static final ArchRule OpenID_Providers_know_no_other_kind_of_provider = onlyHere(
            "provider.oidc",
            ROOT,
            "org.authfilter.token",
            "org.authfilter.config",
            "org.authfilter.provider",
            "org.authfilter.provider.http",
            "org.authfilter.provider.jose",
            "org.jose4j..");

    @ArchTest
    static final ArchRule renewing_knows_no_container = only(
            "refresh",
            ROOT,
            "org.authfilter.token",
            "org.authfilter.config",
            "org.authfilter.session",
            "org.authfilter.provider");

    @ArchTest
    static final ArchRule judging_requests_knows_no_issuer = only(
            "web",
            ROOT,
            "org.authfilter.token",
            "org.authfilter.config",
            "org.authfilter.session",
            "org.authfilter.refresh",
            "jakarta.servlet..",
            "jakarta.json.bind..");

    @ArchTest
    static final ArchRule endpoints_know_everything_but_clients_CDI_and_the_start = only(
            "endpoint",
            ROOT,
            "org.authfilter.token",
            "org.authfilter.config",
            "org.authfilter.session",
            "org.authfilter.provider..",
            "org.authfilter.refresh",
            "org.authfilter.throttle",
            "org.authfilter.web",
            "jakarta.servlet..",
            "jakarta.json..");

    @ArchTest
    static final ArchRule clients_know_who_is_signed_in_only =
            only("client", ROOT, "org.authfilter.refresh", "jakarta.ws.rs..", "org.eclipse.microprofile.rest.client..");

    @ArchTest
    static final ArchRule only_starting_wires = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.boot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.authfilter.boot..");

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("org.authfilter.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_sessions_touch_attributes_of_the_HTTP_session = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.session")
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
            .resideOutsideOfPackage("org.authfilter.cdi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "jakarta.interceptor..", "jakarta.decorator..");

    @ArchTest
    static final ArchRule only_clients_know_JAX_RS = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.client")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.rest.client..");

    @ArchTest
    static final ArchRule only_providers_know_how_a_JWT_is_read = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.provider..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.jose4j..").and(resideOutsideOfPackages("org.jose4j.jwk", "org.jose4j.lang")));

    @ArchTest
    static final ArchRule only_starting_knows_MicroProfile_Config = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.boot")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.config..");

    @ArchTest
    static final ArchRule the_clock_is_passed_in = noClasses()
            .that()
            .resideOutsideOfPackage("org.authfilter.boot")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /** A package with all below it, and what else it may depend on besides the JDK. */
    private static ArchRule only(String name, String... others) {
        return rule("org.authfilter." + name + "..", others);
    }

    /** A package without what is below it, and what else it may depend on besides the JDK. */
    private static ArchRule onlyHere(String name, String... others) {
        return rule("org.authfilter." + name, others);
    }

    private static ArchRule rule(String itself, String... others) {
        return classes()
                .that()
                .resideInAPackage(itself)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(EVERYBODY_MAY)
                        .or(resideInAPackage(itself))
                        .or(resideInAnyPackage(others)));
    }
}
