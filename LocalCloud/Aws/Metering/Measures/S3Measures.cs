using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.Metering.Measures;

/// <summary>
/// S3 bills by two tiers: what writes, copies or lists, and all else; deletions and cancellations are free (docs: s3/pricing). A key that
/// is not there is billed like one that is; what S3 itself is to blame for is not, nor what it did not let begin.
/// </summary>
internal static class S3Measures
{
    public static Measure Of(S3Operation operation)
    {
        var units = UnitsOf(operation.Name);
        return call =>
        {
            var request = (S3Request)call.Request;
            var isBilled = call.Answer is not null && call.Error is not { IsSender: false };
            call.AddConsumed(request.Target.Bucket, Detail(operation, request), isBilled ? units : default);
            // A copy reads, too, by the permission for that
            if (operation.HasCopySource && Source(request) is { Length: > 0 } source)
                call.AddConsumed(source, "source", default);
        };
    }

    private static Units UnitsOf(string operation) =>
        Begins(operation, "Delete", "Abort") ? default
        : Begins(operation, "Put", "Copy", "Post", "List", "Create", "Complete", "Upload") ? new("tier1", 1)
        : new("tier2", 1);

    private static bool Begins(string operation, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (operation.StartsWith(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    // What asks for a permission of its own
    private static string? Detail(S3Operation operation, S3Request request) =>
        operation.Level is S3Level.Object && request.Http.Request.Query.ContainsKey("versionId") ? "version"
        : request.Header("x-amz-tagging") is not null ? "tagging"
        : null;

    private static string Source(S3Request request) =>
        Uri.UnescapeDataString(request.Header("x-amz-copy-source") ?? "").TrimStart('/').Split('/')[0];
}
