using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>The extensions of one environment and the events that they have not fetched yet.</summary>
internal sealed class Extensions
{
    private readonly ConcurrentDictionary<string, Channel<string>> _events = [];

    public bool Any => !_events.IsEmpty;

    public void Register(string id) => _events[id] = Channel.CreateUnbounded<string>();

    public void Invoked(Invocation invocation) => Tell(
        $$$"""{"eventType":"INVOKE","deadlineMs":{{{invocation.Deadline}}},"requestId":"{{{invocation.Id}}}","invokedFunctionArn":"{{{invocation.InvokedArn}}}","tracing":{"type":"X-Amzn-Trace-Id","value":"{{{JsonEncodedText.Encode(invocation.Trace)}}}"}}""");

    /// <summary>null for one that has not registered.</summary>
    public async ValueTask<string?> NextAsync(string id, CancellationToken cancellation) =>
        _events.TryGetValue(id, out var events) ? await events.Reader.ReadAsync(cancellation).ConfigureAwait(false) : null;

    private void Tell(string text)
    {
        foreach (var events in _events.Values)
            events.Writer.TryWrite(text);
    }
}
