package org.authfilter.sample;

import java.math.BigDecimal;

/** An order, as the orders API tells it. */
public record Order(String number, String item, int quantity, BigDecimal total) {}
