package org.authfilter.it.cluster;

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
}
