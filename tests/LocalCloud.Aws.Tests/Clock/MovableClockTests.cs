using LocalCloud.Aws.Clock;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Aws.Tests.MovedTime;

public sealed class MovableClockTests
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _real = new(Beginning);
    private readonly List<string> _fired = [];

    [Fact]
    public void One_that_is_held_stands_still_and_fires_nothing()
    {
        var clock = new MovableClock(_real, held: true);
        using var timer = Timer(clock, "a", seconds: 1);
        _real.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Beginning, clock.GetUtcNow());
        Assert.Empty(_fired);
        Assert.Equal(TimeSpan.FromHours(-1), clock.Offset);
    }

    [Fact]
    public void A_move_fires_what_is_due_on_the_way_in_order_and_each_at_its_own_time()
    {
        var clock = new MovableClock(_real, held: true);
        using var late = Timer(clock, "late", seconds: 30);
        using var early = Timer(clock, "early", seconds: 10, period: 15);
        using var never = Timer(clock, "never", seconds: 41);
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(["early 10", "early 25", "late 30", "early 40"], _fired);
        Assert.Equal(Beginning.AddSeconds(40), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(40), clock.GetElapsedTime(Beginning.Ticks));
    }

    [Fact]
    public void What_a_timer_sets_on_the_way_fires_on_the_same_way()
    {
        var clock = new MovableClock(_real, held: true);
        ITimer? second = null;
        using var first = clock.CreateTimer(
            _ => second = Timer(clock, "second", seconds: 5),
            null,
            TimeSpan.FromSeconds(5),
            Timeout.InfiniteTimeSpan
        );
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(["second 10"], _fired);
        second!.Dispose();
    }

    [Fact]
    public void It_does_not_go_back()
    {
        var clock = new MovableClock(_real, held: false);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(clock.TryMoveTo(Beginning.AddHours(23)));
        Assert.Equal(Beginning.AddDays(1), clock.GetUtcNow());
    }

    [Fact]
    public void One_that_was_moved_goes_on_from_there_after_a_kill()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = new ClockFile(folder.FullName);
            new MovableClock(_real, held: false, file).Advance(TimeSpan.FromDays(30));
            _real.Advance(TimeSpan.FromHours(1));
            var running = new MovableClock(_real, held: false, file);
            Assert.Equal((Beginning.AddDays(30).AddHours(1), false), (running.GetUtcNow(), running.IsHeld));
            running.Hold();
            _real.Advance(TimeSpan.FromHours(1));
            var held = new MovableClock(_real, held: false, file);
            Assert.Equal((Beginning.AddDays(30).AddHours(1), true), (held.GetUtcNow(), held.IsHeld));
            held.Follow();
            Assert.False(new MovableClock(_real, held: false, file).IsHeld);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Let_run_it_goes_on_from_where_it_was_moved_to()
    {
        var clock = new MovableClock(_real, held: true);
        clock.Advance(TimeSpan.FromDays(1));
        clock.Follow();
        _real.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(Beginning.AddDays(1).AddMinutes(3), clock.GetUtcNow());
        clock.Hold();
        _real.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(Beginning.AddDays(1).AddMinutes(3), clock.GetUtcNow());
    }

    [Fact]
    public void It_never_shows_an_earlier_time_when_the_machine_is_set_back()
    {
        var clock = new MovableClock(new SetBack(Beginning, Beginning.AddMinutes(-5)), held: false);
        var before = clock.GetUtcNow();
        Assert.True(clock.GetUtcNow() >= before);
    }

    [Fact]
    public async Task While_it_runs_timers_come_by_themselves()
    {
        var clock = new MovableClock(_real, held: false);
        var fired = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = clock.CreateTimer(
            _ => fired.SetResult(clock.GetUtcNow()),
            null,
            TimeSpan.FromSeconds(2),
            Timeout.InfiniteTimeSpan
        );
        using var disposed = Timer(clock, "disposed", seconds: 1);
        disposed.Dispose();
        _real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Beginning.AddSeconds(2), await fired.Task.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Empty(_fired);
    }

    [Fact]
    public async Task Delays_and_cancellations_follow_it()
    {
        var clock = new MovableClock(_real, held: true);
        using var ends = new CancellationTokenSource(TimeSpan.FromMinutes(2), clock);
        // On the clock under test
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        await delay;
        Assert.False(ends.IsCancellationRequested);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(ends.IsCancellationRequested);
    }

    private ITimer Timer(MovableClock clock, string name, int seconds, int? period = null) =>
        clock.CreateTimer(
            _ => _fired.Add($"{name} {(clock.GetUtcNow() - Beginning).TotalSeconds}"),
            null,
            TimeSpan.FromSeconds(seconds),
            period is { } p ? TimeSpan.FromSeconds(p) : Timeout.InfiniteTimeSpan
        );

    private sealed class SetBack(params IEnumerable<DateTimeOffset> times) : TimeProvider
    {
        private readonly Queue<DateTimeOffset> _times = new(times);

        public override DateTimeOffset GetUtcNow() => _times.Count > 1 ? _times.Dequeue() : _times.Peek();
    }
}
