package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredRolesTest {

    @ParameterizedTest(name = "{0}: {1} with {2}: {3}")
    @CsvSource({
        "'/admin/*=admin',                       /admin/x,       admin,    true",
        "'/admin/*=admin',                       /admin/x,       user,     false",
        "'/admin/*=admin',                       /admin/x,       '',       false",
        "'/admin/*=admin',                       /admin/x,       ADMIN,    false",
        "'/admin/*=admin',                       /administer,    '',       true",
        "'/reports/*=auditor|admin',             /reports/1,     auditor,  true",
        "'/reports/*=auditor|admin',             /reports/1,     admin,    true",
        "'/reports/*=auditor|admin',             /reports/1,     user,     false",
        "'/reports/*= auditor | admin ',         /reports/1,     admin,    true",
        // the most specific pattern decides, in whatever order they are written
        "'/*=user,/admin/*=admin',               /admin/x,       admin,    true",
        "'/admin/*=admin,/*=user',               /admin/x,       user,     false",
        "'/*=user,/admin/*=admin',               /orders,        admin,    false",
        "'/admin/*=admin,/admin/help=user',      /admin/help,    user,     true",
        "'/admin/*=admin,/admin/help=user',      /admin/help,    admin,    false",
        "'/a/*=one,/a/b/*=two',                  /a/b/c,         two,      true",
        "'/a/*=one,/a/b/*=two',                  /a/b/c,         one,      false",
        "'*.pdf=auditor,/*=user',                /a.pdf,         auditor,  true",
        "'*.pdf=auditor,/*=user',                /a.pdf,         user,     false",
        "'*.pdf=auditor,/files/*=user',          /files/a.pdf,   user,     true",
        // any signed-in user
        "'/admin/*=admin,/admin/help=**',        /admin/help,    '',       true",
    })
    void one_role_of_the_most_specific_pattern_is_enough(String rules, String path, String roles, boolean isEnough) {
        assertThat(isEnough(RequiredRoles.parse(rules), path, false, roles)).isEqualTo(isEnough);
    }

    @ParameterizedTest(name = "{0}: {1} with {2}: {3}")
    @CsvSource({
        "'*.css=user,/*=admin',        /orders/x.css, user,       false",
        "'*.css=user,/*=admin',        /orders/x.css, admin,      false",
        "'*.css=user,/*=admin',        /orders/x.css, user admin, true",
        "'*.css=user,/orders/*=admin', /orders/x.css, admin,      false",
        "'*.css=user,/orders/*=admin', /orders/x.css, user admin, true",
        "'/*=user,/orders/*=admin',    /orders/x.css, admin,      true",
    })
    void an_extension_below_a_prefix_mapping_replaces_no_role(
            String rules, String path, String roles, boolean isEnough) {
        assertThat(isEnough(RequiredRoles.parse(rules), path, true, roles)).isEqualTo(isEnough);
    }

    private static boolean isEnough(RequiredRoles required, String path, boolean isBelowPrefix, String roles) {
        List<String> ofCaller = Arrays.asList(roles.split(" "));
        return required.areMetBy(
                ofCaller, required.decidingOn(path, isBelowPrefix).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "/admin/*", "=admin", "/admin/*=", "/admin/*=admin|", "/admin/*=|admin", "admin=/x"})
    void an_incomplete_rule_is_a_problem(String rules) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequiredRoles.parse(rules));
    }

    @Test
    void a_pattern_that_is_written_twice_is_a_problem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequiredRoles.parse("/admin/*=admin,/admin/*=root"))
                .withMessageContaining("once");
    }

    @Test
    void a_path_with_required_roles_is_protected_unless_a_public_pattern_is_more_specific() {
        PathRules rules = TestConfiguration.ofOneBackend()
                .set("protected-paths", "/account")
                .set("required-roles", "/admin/*=admin")
                .set("public-paths", "/admin/help")
                .read()
                .pathRules();

        assertThat(rules.isProtected("/account")).isTrue();
        assertThat(rules.isProtected("/admin/x")).isTrue();
        assertThat(rules.isProtected("/admin/help")).isFalse();
        assertThat(rules.isProtected("/orders")).isFalse();
    }

    @Test
    void a_configuration_without_the_key_requires_no_role() {
        assertThat(TestConfiguration.ofOneBackend().read().requiredRoles().byPattern())
                .isEmpty();
    }
}
