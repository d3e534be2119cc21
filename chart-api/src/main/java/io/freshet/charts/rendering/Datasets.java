package io.freshet.charts.rendering;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts rendered objects together to a list of datasets. */
final class Datasets {

    private static final byte[] START = "{\"datasets\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);

    Datasets() {
        bytes.writeBytes(START);
    }

    void add(byte[] dataset) {
        if (bytes.size() > START.length) {
            bytes.write(',');
        }
        bytes.writeBytes(dataset);
    }

    Body toBody() {
        bytes.writeBytes(END);
        return new Body(bytes.toByteArray());
    }
}
