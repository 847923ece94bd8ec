using System.Text.Json.Serialization;

namespace LocalCloud.Aws.DynamoDb.Transfer;

internal sealed record IncrementalExportSpecification
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? ExportFromTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? ExportToTime { get; init; }
    public string? ExportViewType { get; init; }
}

/// <summary>As it is described, and as it is kept: one row of the store.</summary>
internal sealed record ExportDescription
{
    public required string ExportArn { get; init; }
    public required string ExportStatus { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset StartTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EndTime { get; init; }
    public string? ExportManifest { get; init; }
    public required string TableArn { get; init; }
    public required string TableId { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? ExportTime { get; init; }
    public string? ClientToken { get; init; }
    public required string S3Bucket { get; init; }
    public string? S3BucketOwner { get; init; }
    public string? S3Prefix { get; init; }
    public string? S3SseAlgorithm { get; init; }
    public string? S3SseKmsKeyId { get; init; }
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
    public required string ExportFormat { get; init; }
    public long? BilledSizeBytes { get; init; }
    public long? ItemCount { get; init; }
    public required string ExportType { get; init; }
    public IncrementalExportSpecification? IncrementalExportSpecification { get; init; }
}

internal sealed record ExportSummary(string ExportArn, string ExportStatus, string ExportType);
