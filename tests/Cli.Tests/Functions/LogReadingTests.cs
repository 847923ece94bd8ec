using LocalCloud.AwsClients.Logs;
using Serverless.Cli.Logs;

namespace Cli.Tests.Functions;

public sealed class LogReadingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_event_comes_once_and_one_that_became_visible_late_comes_too()
    {
        var reading = new LogReading(Start);
        Assert.Equal(["a", "c"], Ids(reading.Take([Event("a", 20), Event("c", 30)])));
        // Not before the newest less ten seconds; what is read again is known
        Assert.Equal(Start.AddSeconds(20), reading.From);
        Assert.Equal(["b"], Ids(reading.Take([Event("a", 20), Event("b", 25), Event("c", 30)])));
        Assert.Empty(reading.Take([Event("b", 25), Event("c", 30)]));
    }

    [Fact]
    public void Nothing_new_leaves_the_beginning_where_it_was()
    {
        var reading = new LogReading(Start);
        Assert.Empty(reading.Take([]));
        Assert.Equal(Start, reading.From);
    }

    private static LogEvent Event(string id, int seconds) => new(id, "stream", Start.AddSeconds(seconds), id);

    private static IEnumerable<string> Ids(IReadOnlyList<LogEvent> events) => events.Select(e => e.Id);
}
