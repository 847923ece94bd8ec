using System.Text.Json.Serialization;

namespace LocalCloud.Policies;

/// <summary>What <c>GET /_localcloud/usage</c> answers: the calls that LocalCloud has counted.</summary>
/// <param name="From">since when, in UTC: LocalCloud's start, the last DELETE, or the time that was asked for</param>
/// <param name="To">when the report was made</param>
internal sealed record UsageReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<UsageCall> Calls);

/// <summary>The calls of one operation on one resource by one caller.</summary>
internal sealed record UsageCall
{
    /// <summary>The signing name: sqs, dynamodb, s3, events, ...; "other" for what was too much to be told apart.</summary>
    public required string Service { get; init; }

    /// <summary>
    /// As AWS's API calls it; beside those Invocation (lambda: billed invocations; scheduler: invocations of targets), Delivery (sns),
    /// Request (execute-api: requests to an HTTP API) and connect (rds-db).
    /// </summary>
    public required string Operation { get; init; }

    /// <summary>ARN, of S3 with /* for objects; null for an operation without a resource.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Resource { get; init; }

    /// <summary>
    /// What of the resource, where permissions differ by it: version, tagging or source (S3), raw (mail), Put, Update, Delete or
    /// ConditionCheck (transactions), a metric's namespace, a delivery's protocol, an API's route key.
    /// </summary>
    public string? Detail { get; init; }

    /// <summary>The function that calls; null when none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Function { get; init; }

    /// <summary>ARN of the role whose credentials are used; null for a client's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Role { get; init; }

    /// <summary>
    /// client, function, session (of AssumeRole), poller, runtime (what Lambda does with the function's role) or service.
    /// </summary>
    public required string Caller { get; init; }

    /// <summary>Lambda's poller of the function's source.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Poller { get; init; }

    public required string Region { get; init; }

    public required string Account { get; init; }

    public required long Count { get; init; }

    public long Failed { get; init; }

    /// <summary>How often each of AWS's error codes was answered.</summary>
    public IReadOnlyDictionary<string, long>? Errors { get; init; }

    public long RequestBytes { get; init; }

    public long ResponseBytes { get; init; }

    /// <summary>
    /// What AWS bills by: requests, readUnits, writeUnits, events, deliveries, tier1, tier2, ingestedBytes, invocations, messages,
    /// gbSeconds.
    /// </summary>
    public IReadOnlyDictionary<string, double> Units { get; init; } = new Dictionary<string, double>();
}

/// <summary>JSON as the emulator writes and reads it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(UsageReport))]
internal sealed partial class UsageJson : JsonSerializerContext;
