package org.authfilter.it.cluster;

/** Three Payara Micro that share Hazelcast. */
class PayaraMicroSharedStoreClusterIT extends SharedStores {

    private static final String APPLICATION = "hazelcast";

    PayaraMicroSharedStoreClusterIT() {
        super("Payara Micro", APPLICATION);
    }

    @Override
    Cluster start() {
        return PayaraMicroNodes.three(
                sharing(APPLICATION, "auth-filter.shared-store=hazelcast").addClass(MembersServlet.class));
    }
}
