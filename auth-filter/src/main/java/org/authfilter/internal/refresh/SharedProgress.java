package org.authfilter.internal.refresh;

/** What the nodes of a cluster know of one refresh: nothing, unless one of these says so. Thread-safe. */
interface SharedProgress {

    SharedProgress NONE = new SharedProgress() {};

    /** Whether another node has sent the refresh. */
    default boolean hasResultOfAnotherNode() {
        return false;
    }

    /** Whether any node finds the result in the shared store. */
    default boolean isResultInStore() {
        return false;
    }
}
