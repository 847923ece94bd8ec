using System.Text.Json;
using System.Threading.Channels;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>The extensions of one environment, and the events that they have not fetched yet.</summary>
internal sealed class Extensions
{
    public const string Invoke = "INVOKE",
        Shutdown = "SHUTDOWN";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Extension> _byId = new(StringComparer.Ordinal);
    private TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<string> _external = [];

    public bool Any
    {
        get
        {
            lock (_gate)
                return _byId.Count > 0 || _external.Count > 0;
        }
    }

    /// <summary>Completes when all that run as processes of their own have registered.</summary>
    public Task Registered => _registered.Task;

    /// <summary>All that run as processes of their own have asked for their next event, and have none.</summary>
    public bool AreIdle
    {
        get
        {
            lock (_gate)
                return _external.Count == 0 || (Externals.Count() == _external.Count && Externals.All(e => e.Waits));
        }
    }

    /// <summary>What the log says of those that run as processes of their own.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. Externals.Select(e => $"EXTENSION\tName: {e.Name}\tState: Ready\tEvents: [{string.Join(", ", e.Events)}]")];
        }
    }

    private IEnumerable<Extension> Externals => _byId.Values.Where(e => e.IsExternal);

    /// <summary>The processes that are about to begin; what an earlier try has registered counts no more.</summary>
    public void Expect(IReadOnlyList<string> names)
    {
        lock (_gate)
        {
            _byId.Clear();
            _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _external = names;
        }
    }

    public bool IsExternal(string? name) => name is not null && _external.Contains(name);

    public void Register(string id, string? name, IReadOnlyList<string> events)
    {
        lock (_gate)
        {
            _byId[id] = new(name, IsExternal(name), events);
            if (_external.Count > 0 && Externals.Count() == _external.Count)
                _registered.TrySetResult();
        }
    }

    public void Invoked(Invocation invocation) =>
        Tell(
            Invoke,
            $$$"""{"eventType":"INVOKE","deadlineMs":{{{invocation.Deadline}}},"requestId":"{{{invocation.Id}}}","invokedFunctionArn":"{{{invocation.InvokedArn}}}","tracing":{"type":"X-Amzn-Trace-Id","value":"{{{JsonEncodedText.Encode(invocation.Trace)}}}"}}"""
        );

    /// <param name="reason">spindown, timeout or failure</param>
    public void ShutDown(string reason, DateTimeOffset deadline) =>
        Tell(Shutdown, $$"""{"eventType":"SHUTDOWN","shutdownReason":"{{reason}}","deadlineMs":{{deadline.ToUnixTimeMilliseconds()}}}""");

    /// <summary>null for one that has not registered.</summary>
    /// <param name="waits">called when there is no event for it yet</param>
    public async ValueTask<string?> NextAsync(string id, Action waits, CancellationToken cancellation)
    {
        Extension? extension;
        lock (_gate)
        {
            if (!_byId.TryGetValue(id, out extension))
                return null;
            if (extension.Queue.Reader.TryRead(out var now))
                return now;
            extension.Waits = true;
        }
        waits();
        return await extension.Queue.Reader.ReadAsync(cancellation).ConfigureAwait(false);
    }

    private void Tell(string type, string text)
    {
        lock (_gate)
            foreach (var extension in _byId.Values.Where(e => e.Events.Contains(type)))
            {
                extension.Waits = false;
                extension.Queue.Writer.TryWrite(text);
            }
    }

    private sealed class Extension(string? name, bool isExternal, IReadOnlyList<string> events)
    {
        public string? Name => name;

        public bool IsExternal => isExternal;

        public IReadOnlyList<string> Events => events;

        public Channel<string> Queue { get; } = Channel.CreateUnbounded<string>();

        public bool Waits { get; set; }
    }
}
