package io.freshet.testkit.processes;

import java.util.List;

/** Main class of a process that starts another and waits to be killed. */
final class SleepStarter {

    private SleepStarter() {}

    public static void main(String[] arguments) throws InterruptedException {
        ChildProcess child = ChildProcess.start(List.of("sleep", "300"));
        System.out.println("child " + child.pid());
        Thread.currentThread().join();
    }
}
