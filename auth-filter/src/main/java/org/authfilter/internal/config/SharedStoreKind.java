package org.authfilter.internal.config;

/** The engine of the store that all nodes share. */
public enum SharedStoreKind {
    JDBC,
    INFINISPAN,
    HAZELCAST
}
