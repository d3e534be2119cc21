package io.freshet.benchmarks.totesys;

/** Where a change is looked for. */
enum ProbeStage {
    /** Among the rows held of the source. */
    HELD,
    /** In the fact table of the warehouse; only where it has one. */
    WAREHOUSE,
    /** In a chart's answer. */
    SHOWN
}
