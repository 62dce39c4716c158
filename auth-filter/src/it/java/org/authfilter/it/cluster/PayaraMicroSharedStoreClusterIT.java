package org.authfilter.it.cluster;

import java.util.List;
import org.authfilter.testkit.FakeIssuer;

/** Three Payara Micro that share Hazelcast. */
class PayaraMicroSharedStoreClusterIT extends SharedStores {

    private static final String APPLICATION = "hazelcast";

    PayaraMicroSharedStoreClusterIT() {
        super("Payara Micro", APPLICATION);
    }

    @Override
    Cluster start(FakeIssuer issuer) {
        return PayaraMicroNodes.three(sharing(issuer, APPLICATION, "auth-filter.shared-store=hazelcast")
                .addClass(MembersServlet.class));
    }

    /** When a node dies or starts, Payara may leave an HTTP session without its attributes. */
    @Override
    List<String> lostHere(Traffic traffic) {
        return traffic.lost().stream()
                .filter(how -> !how.contains("SessionRequired"))
                .toList();
    }
}
