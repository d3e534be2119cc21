package io.freshet.poller.source;

/**
 * What every source must do, whatever it is made of. The test class of an implementation implements
 * this, and gives each test a source of its own.
 */
public interface SourceContract
        extends ReadContract,
                SumContract,
                WrittenContract,
                HintContract,
                LeftOutContract,
                FailureContract,
                AgreementContract {}
