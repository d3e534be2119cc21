package io.freshet.poller.source;

/** Gives each test a source of its own, as yet without a table. */
interface TestedSource {

    /** The same during one test. */
    ContractSource source();
}
