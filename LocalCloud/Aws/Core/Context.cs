using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws;

/// <summary>What an operation knows about the call it answers.</summary>
internal sealed class Context(Host host, Scope scope, string endpoint, string requestId, CancellationToken cancellation)
{
    public Host Host => host;

    /// <summary>The caller's, until a policy has let it into another account.</summary>
    public Scope Scope { get; internal set; } = scope;

    public string RequestId => requestId;

    /// <summary>scheme://host:port as the caller wrote it, without a slash at the end.</summary>
    public string Endpoint => endpoint;

    /// <summary>When the request came in; it stays the same while a long poll runs again and again.</summary>
    public DateTimeOffset Started { get; } = host.Time.GetUtcNow();

    public DateTimeOffset Now => host.Time.GetUtcNow();

    /// <summary>The caller has gone, or the process stops.</summary>
    public CancellationToken Cancellation => Life?.Token ?? cancellation;

    internal Wire.RequestLife? Life { get; init; }

    /// <summary>The caller's W3C trace context and X-Ray header, when it sent them.</summary>
    public string? TraceParent { get; init; }

    public string? XRayTraceHeader { get; init; }

    /// <summary>A caller outside waits for the answer; else one service of the host calls another.</summary>
    public bool IsRequest { get; init; }

    /// <summary>The access key id that the caller signed with.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Who has signed; null where nobody is told apart: the account asks.</summary>
    internal Iam.Access.Identity? Identity { get; set; }

    /// <summary>The request on the wire, for what conditions ask of it.</summary>
    internal HttpRequest? Http { get; init; }

    /// <summary>Null for what LocalCloud does for itself, which is not counted.</summary>
    internal Metering.Caller? Caller { get; init; }

    /// <summary>Where the call is counted; its bytes belong there too.</summary>
    internal Metering.Counter? Counter { get; set; }

    /// <summary>Capacity that DynamoDB's operation has consumed.</summary>
    internal List<Metering.Measures.Consumption>? Consumed { get; private set; }

    /// <summary>The PartiQL statement under way: what is consumed is its.</summary>
    internal Metering.Measures.MeteredStatement? Statement { get; set; }

    internal void Consume(string table, double units, bool isWrite, string? kind = null) =>
        (Consumed ??= []).Add(new(table, kind, isWrite, units, Statement));

    /// <summary>What the request turned out to be, for its span; a REST service sets the operation that it has found.</summary>
    public string ServiceId { get; internal set; } = "unknown";

    public string OperationName { get; internal set; } = "unknown";

    /// <summary>A poll that got nothing: most are so, and leave no span unless their caller's trace is sampled.</summary>
    internal bool FoundNothing { get; set; }

    /// <summary>
    /// Work that the request has begun and that goes on after the answer. The answer waits a moment for it: clients that wait for its end
    /// (the AWS CLI after a deployment) look at once and then only every 30 seconds.
    /// </summary>
    public Task Begun { get; set; } = Task.CompletedTask;

    private Changes? _changes;

    /// <summary>The rows of this request. Only within Handle: what runs asynchronously uses <see cref="Host.ChangeAsync"/>.</summary>
    public Changes Changes
    {
        get => _changes ?? throw new InvalidOperationException("Rows are put and deleted in Handle or in Host.ChangeAsync.");
        internal set => _changes = value;
    }

    public void Put<T>(string table, string key, T value, JsonTypeInfo<T> type) => Changes.Put(table, key, value, type);

    public void Delete(string table, string key) => Changes.Delete(table, key);
}
