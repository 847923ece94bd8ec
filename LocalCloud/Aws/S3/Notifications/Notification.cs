using System.Text.Json.Serialization;
using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.S3.Notifications;

/// <summary>One event on its way to one destination: a row until it has arrived.</summary>
/// <param name="Id">In the order of events.</param>
/// <param name="Arn">Of a queue, topic or function; null for the default bus of EventBridge.</param>
/// <param name="Region">Of the bucket.</param>
/// <param name="Body">The message, or the detail of an event.</param>
/// <param name="DetailType">Of an event.</param>
internal sealed record Notification(
    long Id,
    string Bucket,
    string Region,
    string? Arn,
    string Body,
    string? DetailType,
    DateTimeOffset Time,
    string? TraceParent
) : IPending
{
    public int Attempts { get; init; }

    /// <summary>Not kept: after a start each is tried at once.</summary>
    [JsonIgnore]
    public DateTimeOffset Due { get; init; }

    /// <summary>X-Ray's, of the request that changed the object.</summary>
    public string? TraceHeader { get; init; }

    public string RowKey => Id.ToString("D20", System.Globalization.CultureInfo.InvariantCulture);
}
