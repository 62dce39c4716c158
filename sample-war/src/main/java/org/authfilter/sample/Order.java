package org.authfilter.sample;

import java.math.BigDecimal;

/** An order, in the JSON of the orders API. */
public record Order(String number, String item, int quantity, BigDecimal total) {}
