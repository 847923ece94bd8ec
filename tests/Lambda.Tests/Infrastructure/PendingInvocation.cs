using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Lambda.Tests.Infrastructure;

/// <summary>An invocation on its way.</summary>
internal sealed class PendingInvocation(
    string id,
    string payload,
    DateTimeOffset deadline,
    string? trace,
    Dictionary<string, string> headers
)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public string Payload => payload;

    public DateTimeOffset Deadline => deadline;

    public string? Trace => trace;

    public Dictionary<string, string> Headers => headers;

    /// <summary>The answer's bytes as they come.</summary>
    public Channel<byte[]> Received { get; } = Channel.CreateUnbounded<byte[]>();

    public Task<Outcome> Outcome => _outcome.Task.WaitAsync(Limit);

    public void Complete(Outcome result) => _outcome.TrySetResult(result);

    /// <summary>Waits until this text has come, while the answer may go on.</summary>
    public async Task<string> ReceivedAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        var received = "";
        while (!received.Contains(text))
        {
            received += Encoding.UTF8.GetString(await Received.Reader.ReadAsync(limit.Token));
        }

        return received;
    }
}

internal sealed record ErrorReport(string Body, string Type, string XRayCause)
{
    public JsonElement Json => JsonElement.Parse(Body);
}

/// <summary>What a function made of an invocation.</summary>
internal sealed record Outcome
{
    public byte[] Body { get; init; } = [];

    public string? ContentType { get; init; }

    public string? ResponseMode { get; init; }

    public Dictionary<string, string> Trailers { get; init; } = [];

    public ErrorReport? Error { get; init; }

    public bool Refused { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json =>
        Error is null ? JsonElement.Parse(Body) : throw new InvalidOperationException($"The invocation failed: {Error.Body}");
}
