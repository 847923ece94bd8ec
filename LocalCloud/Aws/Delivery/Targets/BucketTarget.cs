using System.Globalization;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.Deliveries.Targets;

/// <summary>A bucket: each message is an object of its own, in the folder that the message names, named for the time. Its ARN says neither
/// account nor region: the message's scope does.</summary>
internal static class BucketTarget
{
    public static readonly TargetKind Kind = new("s3", "", CallAsync);

    private static async ValueTask<AwsError?> CallAsync(TargetCall call, CancellationToken cancellation)
    {
        var bytes = call.Message.Body.Bytes;
        using var body = new MemoryStream(bytes, writable: false);
        var put = new S3Call("PUT", call.Arn.Resource, $"{call.Message.Folder}/{Name(call.Host.Time.GetUtcNow())}")
        {
            Headers = [("Content-Type", "application/json")],
            Body = body,
            Length = bytes.Length,
            Caller = call.Message.Caller,
        };
        return (await put.SendAsync(call.Host, call.Scope, cancellation).ConfigureAwait(false)).Error is { } error
            ? new(error.Code, error.Message, error.Status)
            : null;
    }

    // docs: invocation-async-retain-records, services-dynamodb-errors: YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<Random UUID>
    private static string Name(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyy/MM/dd/yyyy-MM-dd'T'HH.mm.ss-", CultureInfo.InvariantCulture) + Guid.NewGuid();
}
