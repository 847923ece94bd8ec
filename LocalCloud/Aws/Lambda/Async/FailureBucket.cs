using System.Globalization;
using System.Text;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.Lambda.Async;

/// <summary>A bucket as the destination of failures: each record is an object of its own, named for the time.</summary>
/// <param name="Scope">of the function: the ARN of a bucket names neither account nor region</param>
internal sealed record FailureBucket(Host Host, Scope Scope, Caller Caller)
{
    /// <summary>null when the bucket has the record; else why not.</summary>
    /// <param name="folder">without a slash at its end</param>
    public async ValueTask<string?> KeepAsync(string bucket, string folder, string record, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(record);
        using var body = new MemoryStream(bytes, writable: false);
        var call = new S3Call("PUT", bucket, $"{folder}/{Name(Host.Time.GetUtcNow())}")
        {
            Headers = [("Content-Type", "application/json")],
            Body = body,
            Length = bytes.Length,
            Caller = Caller,
        };
        var put = await call.SendAsync(Host, Scope, cancellation).ConfigureAwait(false);
        return put.Error is { } error ? $"{bucket}: {error.Code} {error.Message}" : null;
    }

    // docs: invocation-async-retain-records, services-dynamodb-errors: YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<Random UUID>
    private static string Name(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyy/MM/dd/yyyy-MM-dd'T'HH.mm.ss-", CultureInfo.InvariantCulture) + Guid.NewGuid();
}
