/** What the deployer said: read once, validated whole, immutable. */
@NullMarked
package org.authfilter.config;

import org.jspecify.annotations.NullMarked;
