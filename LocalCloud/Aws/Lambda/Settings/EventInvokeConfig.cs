using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Lambda.Settings;

/// <summary>What becomes of asynchronous invocations: of a function (under $LATEST), a version or an alias.</summary>
internal sealed record EventInvokeConfig
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModified { get; init; }
    public string? FunctionArn { get; init; }
    public int? MaximumRetryAttempts { get; init; }
    public int? MaximumEventAgeInSeconds { get; init; }
    public DestinationConfig? DestinationConfig { get; init; }
}
