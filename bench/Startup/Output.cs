using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace Serverless.Bench.Startup;

/// <summary>The lines of a program. All are read, whoever waits for one: a full pipe would hold the program up.</summary>
internal sealed class Output(Process process)
{
    private readonly Channel<(TimeSpan At, string Line)> _lines = Channel.CreateUnbounded<(TimeSpan, string)>();
    private readonly ConcurrentQueue<string> _said = new();
    private long _started;

    public void Begin()
    {
        _started = Stopwatch.GetTimestamp();
        process.OutputDataReceived += (_, line) => Add(line.Data, isLast: line.Data is null);
        process.ErrorDataReceived += (_, line) => Add(line.Data, isLast: false);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <returns>When the next line that begins so was printed, from the start of the program.</returns>
    public async Task<TimeSpan> WaitAsync(string beginning, TimeSpan limit, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            await foreach (var (at, line) in _lines.Reader.ReadAllAsync(patience.Token))
            {
                if (line.StartsWith(beginning, StringComparison.Ordinal))
                    return at;
                if (line.StartsWith("Not everything started", StringComparison.Ordinal))
                    break;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Told below, with what it has said instead
        }
        throw new InvalidOperationException(
            $"'{beginning} ...' was not said within {limit.TotalSeconds:0} s and before the end, but:\n{string.Join('\n', _said)}"
        );
    }

    private void Add(string? line, bool isLast)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
            _lines.Writer.TryWrite((Stopwatch.GetElapsedTime(_started), line));
        }
        if (isLast)
            _lines.Writer.TryComplete();
    }
}
