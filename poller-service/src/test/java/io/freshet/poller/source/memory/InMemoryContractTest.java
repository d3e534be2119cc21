package io.freshet.poller.source.memory;

import io.freshet.poller.source.ContractSource;
import io.freshet.poller.source.SourceContract;
import org.junit.jupiter.api.AfterEach;

/** The source in memory keeps the contract that it stands in for others by. */
class InMemoryContractTest implements SourceContract {

    private final InMemoryContractSource source = new InMemoryContractSource();

    @Override
    public ContractSource source() {
        return source;
    }

    @AfterEach
    void close() {
        source.close();
    }
}
