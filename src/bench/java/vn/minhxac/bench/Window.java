package vn.minhxac.bench;

import java.util.Collection;

/**
 * What was done in a window of time. The rate per second of processor time does not depend on what else the machine does; the
 * one per second does.
 */
record Window(long count, double cpuSeconds, double seconds) {

    double perCpuSecond() {
        return count / cpuSeconds;
    }

    double perSecond() {
        return count / seconds;
    }

    /** All of them as one: short windows on a busy machine are measured in few ticks of the clock. */
    static Window sum(Collection<Window> windows) {
        return new Window(windows.stream().mapToLong(Window::count).sum(), windows.stream().mapToDouble(Window::cpuSeconds).sum(),
                windows.stream().mapToDouble(Window::seconds).sum());
    }
}
