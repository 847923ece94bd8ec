using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Archives;

internal sealed record DescribeArchiveRequest(string? ArchiveName);

internal sealed record DescribeArchiveResponse
{
    public required string ArchiveArn { get; init; }
    public required string ArchiveName { get; init; }
    public required string EventSourceArn { get; init; }
    public string? Description { get; init; }
    public string? EventPattern { get; init; }
    public required string State { get; init; }
    public string? KmsKeyIdentifier { get; init; }
    public int RetentionDays { get; init; }
    public long SizeBytes { get; init; }
    public long EventCount { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }
}

internal static class DescribeArchive
{
    public static readonly Operation<EventsState, DescribeArchiveRequest, DescribeArchiveResponse> Definition =
        Operation<EventsState>.Define(
            "DescribeArchive",
            EventsJson.Default.DescribeArchiveRequest,
            EventsJson.Default.DescribeArchiveResponse,
            Handle,
            Names.Simple<DescribeArchiveRequest>(r => r.ArchiveName, "archiveName", 48).Required()
        );

    private static Result<DescribeArchiveResponse> Handle(EventsState state, DescribeArchiveRequest request, Context context) =>
        ArchiveRules.Find(state, context.Changes, request.ArchiveName!).Ok(out var archive, out var error)
            ? new DescribeArchiveResponse
            {
                ArchiveArn = archive.Arn,
                ArchiveName = archive.Name,
                EventSourceArn = archive.Row.EventSourceArn,
                Description = archive.Row.Description,
                EventPattern = archive.Row.EventPattern,
                State = ArchiveRules.Enabled,
                KmsKeyIdentifier = archive.Row.KmsKeyIdentifier,
                RetentionDays = archive.Row.RetentionDays,
                SizeBytes = archive.SizeBytes,
                EventCount = archive.EventCount,
                CreationTime = archive.Row.Created,
            }
            : error;
}
