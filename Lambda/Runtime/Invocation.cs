using System.Text.Json;

namespace Lambda.Runtime;

/// <summary>
/// One event for the function, and what Lambda says about it:
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next.
/// </summary>
public sealed record Invocation
{
    /// <summary>Lambda's id of the invocation; the same in a retry of an asynchronous one.</summary>
    public required string RequestId { get; init; }

    /// <summary>When the function's time-out is up, and its process is killed.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Of the function, version or alias that was invoked.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>X-Ray's: <c>Root=...;Parent=...;Sampled=0|1</c>.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>JSON of the invoking client.</summary>
    public string? ClientContext { get; init; }

    /// <summary>JSON of the invoking user.</summary>
    public string? CognitoIdentity { get; init; }

    /// <summary>Of functions with tenant isolation.</summary>
    public string? TenantId { get; init; }

    /// <summary>The event as Lambda sent it: JSON in UTF-8, at most 6 MB (1 MB when it was asynchronous).</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The payload, read.</summary>
    public JsonElement Event { get; init; }

    /// <summary>The first one of this environment.</summary>
    public bool IsColdStart { get; init; }
}
