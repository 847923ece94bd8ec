using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LocalCloud.Hosting.Run.State;

sealed record LogLine(int Number, string Text, bool IsError);

/// <summary>What one instance wrote to its console: the last lines of it, and those to come.</summary>
sealed class LogBook
{
    const int Capacity = 10_000, Longest = 500;
    readonly Lock gate = new();
    readonly Queue<LogLine> lines = [];
    readonly List<Channel<LogLine>> watchers = [];
    int count;

    /// <summary>Done when all that the instance wrote stands here.</summary>
    public Task Complete { get; set; } = Task.CompletedTask;

    public void Write(string text, bool isError)
    {
        lock (gate)
        {
            var line = new LogLine(++count, text, isError);
            lines.Enqueue(line);
            if (lines.Count > Capacity) lines.Dequeue();
            foreach (var watcher in watchers) watcher.Writer.TryWrite(line);
        }
    }

    /// <summary>The last lines that say something: the frames of a stack are left to the whole log, long lines are cut.</summary>
    public IReadOnlyList<string> Last(int number)
    {
        lock (gate)
            return [.. lines.Select(l => l.Text).Where(t => !t.StartsWith("   at ", StringComparison.Ordinal)).TakeLast(number).Select(t => t.Length > Longest ? $"{t[..Longest]}…" : t)];
    }

    /// <summary>Batches of lines: what there is, then (when following) what comes, until cancelled.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<LogLine>(new() { SingleReader = true });
        IReadOnlyList<LogLine> before;
        lock (gate)
        {
            before = [.. lines];
            if (follow) watchers.Add(channel);
        }
        try
        {
            if (before.Count > 0) yield return before;
            while (follow && await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = new List<LogLine>();
                while (channel.Reader.TryRead(out var line)) batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            lock (gate) watchers.Remove(channel);
        }
    }
}
