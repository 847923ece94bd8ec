using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Logs.Operations;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Lambda.Execution.Logs;

/// <summary>
/// Carries lines to CloudWatch Logs and, for people to see, to the emulator's output: many at a time, in the order in which they were
/// written.
/// </summary>
internal sealed class LogShipper(Host host, TextWriter? output)
{
    // A call takes 10,000 events of together 1 MiB, 26 bytes more for each (docs: PutLogEvents)
    private const int MostEvents = 1000,
        MostCharacters = 300_000;

    /// <summary>The lines of an invocation come at once, and those of many functions together: they travel together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly Channel<LogEntry> _entries = Channel.CreateUnbounded<LogEntry>();
    private readonly HashSet<(Scope, string, string)> _made = [];
    private readonly bool _hasLogs = host.Services.Any(s => s.Id == "logs");

    public void Start(CancellationToken stopping)
    {
        if (IsUsed)
            _ = Task.Run(() => ShipAsync(stopping), CancellationToken.None);
    }

    private bool IsUsed => _hasLogs || output is not null;

    public void Add(LogEntry entry)
    {
        if (IsUsed)
            _entries.Writer.TryWrite(entry);
    }

    private async Task ShipAsync(CancellationToken stopping)
    {
        var batch = new List<LogEntry>();
        try
        {
            while (await _entries.Reader.WaitToReadAsync(stopping).ConfigureAwait(false))
            {
                await Task.Delay(Gathering, TimeProvider.System, stopping).ConfigureAwait(false);
                var size = 0;
                while (batch.Count < MostEvents && size < MostCharacters && _entries.Reader.TryRead(out var entry))
                {
                    batch.Add(entry);
                    size += entry.Text.Length;
                }
                if (output is not null)
                    await output
                        .WriteAsync(string.Concat(batch.Select(e => $"[lambda {e.Caller.Function}] {e.Text}\n")))
                        .ConfigureAwait(false);
                foreach (var stream in _hasLogs ? batch.Where(e => e.Text.Length > 0).GroupBy(e => (e.Scope, e.Group, e.Stream)) : [])
                    await PutAsync(stream.Key.Scope, stream.First().Caller, stream.Key.Group, stream.Key.Stream, [.. stream], stopping)
                        .ConfigureAwait(false);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
    }

    private async Task PutAsync(Scope scope, Caller caller, string group, string stream, List<LogEntry> entries, CancellationToken stopping)
    {
        if (_made.Add((scope, group, stream)))
        {
            // That it is there already is what is wanted. What a deleted function wrote last does not bring back the group that was deleted
            // after it, or a stack with both could not be made again.
            if (
                (
                    await host.InvokeAsync(
                            scope,
                            "lambda",
                            "GetFunctionConfiguration",
                            new JsonObject { ["FunctionName"] = caller.Function },
                            stopping
                        )
                        .ConfigureAwait(false)
                ).Error
                is null
            )
                await host.InvokeAsync(scope, "logs", "CreateLogGroup", new JsonObject { ["logGroupName"] = group }, stopping, caller)
                    .ConfigureAwait(false);
            await host.InvokeAsync(
                    scope,
                    "logs",
                    "CreateLogStream",
                    new JsonObject { ["logGroupName"] = group, ["logStreamName"] = stream },
                    stopping,
                    caller
                )
                .ConfigureAwait(false);
        }
        var put = await host.InvokeAsync(
                caller,
                scope,
                PutLogEvents.Definition,
                new()
                {
                    LogGroupName = group,
                    LogStreamName = stream,
                    LogEvents = entries.ConvertAll(e => new InputLogEvent(e.Time.ToUnixTimeMilliseconds(), e.Text)),
                },
                stopping
            )
            .ConfigureAwait(false);
        // A group that was deleted in the meantime comes back with the next line, as on AWS
        if (put.Error?.Code == "ResourceNotFoundException")
            _made.Remove((scope, group, stream));
    }
}

internal readonly record struct LogEntry(Scope Scope, Caller Caller, string Group, string Stream, DateTimeOffset Time, string Text);
