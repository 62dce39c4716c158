package org.authfilter.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.it.faults.FaultTable.Moment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All faults of a refresh, one after another, for as many sessions as {@code -Dfaults.sessions} says; with
 * {@code -Dfaults.only=HANG,LATENCY_3S} these faults. It is no part of the ordinary tests: {@code -Pfaults} runs it, and prints
 * the table.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FaultTableRun {

    private static final String APP = "table";
    private static final int SESSIONS = Integer.getInteger("faults.sessions", 1);
    private static final Duration LIFETIME = Duration.ofSeconds(SESSIONS == 1 ? 6 : 12);
    private static final FaultTable TABLE = new FaultTable(APP, LIFETIME);
    private static final Set<RefreshFault> FAULTS = chosen();

    private final Clients clients = new Clients(System.getProperty("server.url"));

    private static Set<RefreshFault> chosen() {
        String names = System.getProperty("faults.only", "");
        return names.isEmpty()
                ? EnumSet.allOf(RefreshFault.class)
                : Stream.of(names.split(","))
                        .map(RefreshFault::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(RefreshFault.class)));
    }

    @Deployment(testable = false)
    static WebArchive application() {
        return TABLE.war(FAULTS);
    }

    @AfterAll
    static void stop() {
        TABLE.close();
    }

    @Test
    void what_each_fault_does() {
        // A cold server may take longer for all of them than their tokens live
        clients.signInAt(FAULTS.iterator().next().provider(), APP, "before", SESSIONS);
        List<FaultRow> rows = new ArrayList<>();
        for (RefreshFault fault : FAULTS) {
            for (Moment moment : Moment.values()) {
                rows.addAll(TABLE.measure(Set.of(fault), moment, SESSIONS, clients));
            }
        }
        System.out.printf("%n%s, sessions: %d%n%n%s%n", System.getProperty("server.name"), SESSIONS, FaultRow.HEAD);
        rows.forEach(System.out::println);
        assertThat(rows).flatExtracting(FaultRow::problems).isEmpty();
    }
}
