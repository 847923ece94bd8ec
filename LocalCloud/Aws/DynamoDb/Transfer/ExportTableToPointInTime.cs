using System.Text.Json;
using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Transfer;

internal sealed record ExportRequest
{
    public string? TableArn { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? ExportTime { get; init; }
    public string? ClientToken { get; init; }
    public string? S3Bucket { get; init; }
    public string? S3BucketOwner { get; init; }
    public string? S3Prefix { get; init; }
    public string? S3SseAlgorithm { get; init; }
    public string? S3SseKmsKeyId { get; init; }
    public string? ExportFormat { get; init; }
    public string? ExportType { get; init; }
    public IncrementalExportSpecification? IncrementalExportSpecification { get; init; }
}

internal sealed record ExportResponse(ExportDescription ExportDescription);

/// <summary>
/// The files are in the bucket, and the export is kept with how it ended, when the answer goes out; it says IN_PROGRESS, as AWS's does.
/// </summary>
internal static class ExportTableToPointInTime
{
    private const string Incremental = "INCREMENTAL_EXPORT";

    // docs: S3DataExport_Requesting.html
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromHours(24);

    public static readonly Operation Definition = Operation<DynamoDbState>
        .DefineAsync(
            "ExportTableToPointInTime",
            DynamoDbJson.Default.ExportRequest,
            DynamoDbJson.Default.ExportResponse,
            HandleAsync,
            Must.Member<ExportRequest>("tableArn", r => r.TableArn).Required().Length(1, 1024),
            Must.Member<ExportRequest>("s3Bucket", r => r.S3Bucket).Required().Length(0, 255),
            Must.Member<ExportRequest>("s3Prefix", r => r.S3Prefix).Length(0, 1024),
            Must.Member<ExportRequest>("s3SseAlgorithm", r => r.S3SseAlgorithm).Enum("AES256", "KMS"),
            Must.Member<ExportRequest>("exportFormat", r => r.ExportFormat).Enum("DYNAMODB_JSON", "ION"),
            Must.Member<ExportRequest>("exportType", r => r.ExportType).Enum("FULL_EXPORT", Incremental),
            Must.Member<ExportRequest>("incrementalExportSpecification.exportViewType", r =>
                    r.IncrementalExportSpecification?.ExportViewType
                )
                .Enum("NEW_IMAGE", "NEW_AND_OLD_IMAGES")
        )
        .Lacking("ION");

    private static async ValueTask<Result<ExportResponse>> HandleAsync(DynamoDbState state, ExportRequest request, Context context)
    {
        if (request.ExportFormat == "ION")
            return AwsError.NotSupported("ExportTableToPointInTime", "ExportFormat ION");
        var fingerprint = ClientTokens.Fingerprint(JsonSerializer.SerializeToElement(request, DynamoDbJson.Default.ExportRequest));
        var host = context.Host;
        var begun = host.Read(state, s => Begin(s, request, fingerprint, context.Now));
        if (!begun.Ok(out var export, out var error))
            return error;
        if (export.Files is null)
            return new ExportResponse(export.Description);
        var done = await ExportFiles.WriteAsync(context, export.Description, export.Files).ConfigureAwait(false);
        var kept = await host.ChangeAsync<DynamoDbState, Nothing>(state, (s, changes) =>
            {
                s.Transfers.Keep(changes, done, fingerprint);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
        return kept.Error is { } notKept ? notKept : new ExportResponse(export.Description);
    }

    private static Result<(ExportDescription Description, ExportLines? Files)> Begin(
        DynamoDbState state,
        ExportRequest request,
        string fingerprint,
        DateTimeOffset now
    )
    {
        if (request.ClientToken is { } token && state.Transfers.ExportOf(token, now) is { } earlier)
            return earlier.Fingerprint == fingerprint
                ? (earlier.Description, null)
                : new AwsError(
                    "ExportConflictException",
                    "There was a conflict when writing to the specified S3 bucket: the client token was used with other parameters"
                );
        if (!DescribeContinuousBackups.Find(state, request.TableArn!).Ok(out var table, out var error))
            return error;
        if (state.ArnOf(table) != request.TableArn)
            return DynamoDbErrors.Validation($"Invalid TableArn: Invalid ResourceArn provided as input {request.TableArn}");
        if (table.Definition.Recovery is not { } recovery)
            return RestoreTableToPointInTime.Unavailable(table.Name);
        var isIncremental = request.ExportType == Incremental;
        if (isIncremental != request.IncrementalExportSpecification is not null)
            return DynamoDbErrors.Validation(
                "IncrementalExportSpecification must be specified with, and only with, ExportType INCREMENTAL_EXPORT"
            );
        var (from, to) = (
            request.IncrementalExportSpecification?.ExportFromTime ?? RecoveryWindow.Of(recovery, now).Earliest,
            (isIncremental ? request.IncrementalExportSpecification?.ExportToTime : request.ExportTime) ?? now
        );
        if (isIncremental && (to - from < ShortestPeriod || to - from > LongestPeriod))
            return DynamoDbErrors.Validation("The period between ExportFromTime and ExportToTime must be 15 minutes to 24 hours long");
        if (from < RecoveryWindow.Of(recovery, now).Earliest || to < from || to > now)
            return new AwsError("InvalidExportTimeException", "The specified ExportTime is outside of the point in time recovery window.");

        var id = state.Transfers.NewId(now);
        var description = new ExportDescription
        {
            ExportArn = $"{request.TableArn}/export/{id}",
            ExportStatus = "IN_PROGRESS",
            StartTime = now,
            TableArn = request.TableArn!,
            TableId = table.Definition.Id,
            ExportTime = isIncremental ? null : to,
            ClientToken = request.ClientToken,
            S3Bucket = request.S3Bucket!,
            S3BucketOwner = request.S3BucketOwner,
            S3Prefix = request.S3Prefix,
            S3SseAlgorithm = request.S3SseAlgorithm ?? "AES256",
            S3SseKmsKeyId = request.S3SseKmsKeyId,
            ExportFormat = "DYNAMODB_JSON",
            ExportType = isIncremental ? Incremental : "FULL_EXPORT",
            IncrementalExportSpecification = isIncremental
                ? new()
                {
                    ExportFromTime = from,
                    ExportToTime = to,
                    ExportViewType = request.IncrementalExportSpecification!.ExportViewType ?? "NEW_AND_OLD_IMAGES",
                }
                : null,
        };
        var lines = isIncremental
            ? ExportLines.OfChanges(
                table.History,
                from,
                to,
                description.IncrementalExportSpecification!.ExportViewType == "NEW_AND_OLD_IMAGES"
            )
            : ExportLines.OfItems(table.History.AsOf(to).Values);
        return (description, lines);
    }
}
