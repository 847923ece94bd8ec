using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.DynamoDb.Transfer;

/// <summary>An export's objects: the data, and the manifests with their checksums. docs: S3DataExport.Output.html</summary>
internal static class ExportFiles
{
    /// <summary>The export as it ended: a bucket that does not take an object is told in it, as AWS does.</summary>
    public static async ValueTask<ExportDescription> WriteAsync(Context context, ExportDescription export, ExportLines lines)
    {
        var id = export.ExportArn[(export.ExportArn.LastIndexOf('/') + 1)..];
        var root = (string.IsNullOrEmpty(export.S3Prefix) ? "" : export.S3Prefix.TrimEnd('/') + "/") + "AWSDynamoDB/";
        var folder = $"{root}{id}/";
        var data = lines.Compressed();
        // The data of incremental exports lie in a folder that they share
        var dataKey = $"{(export.IncrementalExportSpecification is null ? folder : root)}data/{Guid.NewGuid().ToString("N")[..26]}.json.gz";
        var done = export with
        {
            ExportStatus = "COMPLETED",
            EndTime = context.Now,
            ExportManifest = folder + "manifest-summary.json",
            BilledSizeBytes = lines.Size,
            ItemCount = lines.Count,
        };
        var files = Line(json =>
        {
            json.WriteNumber("itemCount", lines.Count);
            json.WriteString("md5Checksum", Md5(data));
            json.WriteString("etag", Convert.ToHexStringLower(MD5.HashData(data)));
            json.WriteString("dataFileS3Key", dataKey);
        });
        var summary = Line(json => WriteSummary(json, done, folder + "manifest-files.json"));
        (string Key, byte[] Body)[] objects =
        [
            (folder + "_started", []),
            (dataKey, data),
            (folder + "manifest-files.json", files),
            (folder + "manifest-files.checksum", Encoding.UTF8.GetBytes(Md5(files))),
            (folder + "manifest-summary.json", summary),
            (folder + "manifest-summary.checksum", Encoding.UTF8.GetBytes(Md5(summary))),
        ];
        foreach (var (key, body) in objects)
        {
            if (await PutAsync(context, export, key, body).ConfigureAwait(false) is { } error)
                return export with
                {
                    ExportStatus = "FAILED",
                    EndTime = context.Now,
                    FailureCode = $"S3{error.Code}",
                    FailureMessage = error.Message,
                };
        }
        return done;
    }

    private static async ValueTask<S3Error?> PutAsync(Context context, ExportDescription export, string key, byte[] body)
    {
        using var stream = new MemoryStream(body, writable: false);
        var call = new S3Call("PUT", export.S3Bucket, key)
        {
            Headers =
            [
                ("Content-Type", key.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/octet-stream"),
                ("x-amz-expected-bucket-owner", export.S3BucketOwner),
                ("x-amz-server-side-encryption", export.S3SseAlgorithm == "KMS" ? "aws:kms" : null),
                ("x-amz-server-side-encryption-aws-kms-key-id", export.S3SseKmsKeyId),
            ],
            Body = stream,
            Length = body.Length,
            Caller = context.Caller,
        };
        return (await call.SendAsync(context.Host, context.Scope, context.Cancellation).ConfigureAwait(false)).Error;
    }

    private static void WriteSummary(Utf8JsonWriter json, ExportDescription export, string files)
    {
        var incremental = export.IncrementalExportSpecification;
        json.WriteString("version", incremental is null ? "2020-06-30" : "2023-08-01");
        json.WriteString("exportArn", export.ExportArn);
        json.WriteString("startTime", Time(export.StartTime));
        json.WriteString("endTime", Time(export.EndTime));
        json.WriteString("tableArn", export.TableArn);
        json.WriteString("tableId", export.TableId);
        if (incremental is null)
        {
            json.WriteString("exportTime", Time(export.ExportTime));
        }
        else
        {
            json.WriteString("exportFromTime", Time(incremental.ExportFromTime));
            json.WriteString("exportToTime", Time(incremental.ExportToTime));
        }
        json.WriteString("s3Bucket", export.S3Bucket);
        json.WriteString("s3Prefix", export.S3Prefix);
        json.WriteString("s3SseAlgorithm", export.S3SseAlgorithm);
        json.WriteString("s3SseKmsKeyId", export.S3SseKmsKeyId);
        json.WriteString("manifestFilesS3Key", files);
        json.WriteNumber("billedSizeBytes", export.BilledSizeBytes ?? 0);
        json.WriteNumber("itemCount", export.ItemCount ?? 0);
        json.WriteString("outputFormat", export.ExportFormat);
        if (incremental is not null)
            json.WriteString("outputView", incremental.ExportViewType);
        json.WriteString("exportType", export.ExportType);
    }

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Md5(byte[] bytes) => Convert.ToBase64String(MD5.HashData(bytes));

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return text.ToArray();
    }
}
