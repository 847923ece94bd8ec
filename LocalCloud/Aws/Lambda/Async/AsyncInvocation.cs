using System.Text.Json.Serialization;
using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.Lambda.Async;

/// <summary>An invocation of type Event, kept until it has succeeded or been given up and its destination has been told.</summary>
internal sealed record AsyncInvocation : IPending
{
    public required string Id { get; init; }
    public required string Function { get; init; }
    public string? Qualifier { get; init; }
    public required string Arn { get; init; }
    public required byte[] Payload { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset Received { get; init; }

    /// <summary>when it is to be tried next</summary>
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset Due { get; init; }

    /// <summary>how often the function was run</summary>
    public int Attempts { get; init; }
    public string? ClientContext { get; init; }
    public string? TraceParent { get; init; }
    public string? TraceHeader { get; init; }

    /// <summary>Set when the function needs not be run any more: what is left is to tell the destinations.</summary>
    public AsyncOutcome? Outcome { get; init; }
}

/// <summary>How it ended.</summary>
/// <param name="Condition">Success, RetriesExhausted, EventAgeExceeded or ZeroReservedConcurrency</param>
/// <param name="Response">of the last try; none when there was none</param>
internal sealed record AsyncOutcome(string Condition, string? ExecutedVersion, string? FunctionError, byte[]? Response)
{
    [JsonIgnore]
    public bool Succeeded => Condition == "Success";
}
