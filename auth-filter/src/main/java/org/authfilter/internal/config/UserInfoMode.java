package org.authfilter.internal.config;

/** Whether UserInfo is read; on the wire {@code auto} and so on. */
public enum UserInfoMode {
    /** If the provider allows it. */
    AUTO,
    /** Always: a sign-in fails without it. */
    TRUE,
    FALSE
}
