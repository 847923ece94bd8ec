using LocalCloud.AwsClients.Logs;

namespace Serverless.Cli.Logs;

/// <summary>
/// Events of a group as they come, each once. They become visible in another order than that of their times, so each reading begins before
/// the newest that was seen.
/// </summary>
internal sealed class LogReading(DateTimeOffset from)
{
    // How late AWS shows an event that is older than others is nowhere said
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, DateTimeOffset> _seen = [];

    /// <summary>Where the next reading begins.</summary>
    public DateTimeOffset From { get; private set; } = from;

    /// <returns>Those that are new.</returns>
    public IReadOnlyList<LogEvent> Take(IReadOnlyList<LogEvent> events)
    {
        var news = events.Where(e => _seen.TryAdd(e.Id, e.Time)).ToList();
        if (news.Count == 0)
            return news;
        if (news.Max(e => e.Time) - Late is var next && next > From)
            From = next;
        foreach (var (id, _) in _seen.Where(s => s.Value < From).ToList())
            _seen.Remove(id);
        return news;
    }
}
