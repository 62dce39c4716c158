package org.authfilter.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.authfilter.it.ServerLog;
import org.authfilter.it.faults.FaultTable.Moment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The faults of a refresh for which no request waits long, one session each, all at the same time. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FaultyIssuerIT {

    private static final FaultTable TABLE = new FaultTable("faulty", Duration.ofSeconds(6));
    private static final Set<RefreshFault> FAST = fast();

    private final Clients clients = new Clients(System.getProperty("server.url"));

    private static Set<RefreshFault> fast() {
        Set<RefreshFault> faults = EnumSet.allOf(RefreshFault.class);
        faults.removeIf(RefreshFault::isSlow);
        return faults;
    }

    @Deployment(testable = false)
    static WebArchive application() {
        return TABLE.war(FAST);
    }

    @AfterAll
    static void stop() {
        TABLE.close();
    }

    @ParameterizedTest
    @EnumSource
    void sessions_survive_every_fault_but_a_response_lost_after_processing(Moment moment) {
        ServerLog log = new ServerLog();

        List<FaultRow> rows = TABLE.measure(FAST, moment, 1, clients);

        assertThat(rows)
                .as(() -> "The server has logged:\n" + refreshes(log))
                .hasSameSizeAs(FAST)
                .flatExtracting(FaultRow::problems)
                .isEmpty();
    }

    private static String refreshes(ServerLog log) {
        return log.text()
                .lines()
                .filter(line -> line.contains("Provider ") || line.contains("Exception"))
                .collect(Collectors.joining("\n"));
    }
}
