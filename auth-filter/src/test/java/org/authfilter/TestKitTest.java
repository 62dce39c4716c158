package org.authfilter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The test kit is published, so it must not depend on libraries of this project's own tests. */
@AnalyzeClasses(packages = "org.authfilter.testkit")
class TestKitTest {

    @ArchTest
    static final ArchRule the_test_kit_depends_on_the_JDK_jose4j_and_the_SPI_only = classes()
            .that()
            .haveSimpleNameNotEndingWith("Test")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.sun.net.httpserver..",
                    "org.jose4j..",
                    "org.authfilter.spi",
                    "org.authfilter.testkit");
}
