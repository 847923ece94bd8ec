using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.Metering.Measures;

/// <summary>
/// S3 bills by two tiers: what writes, copies or lists, and all else; deletions and cancellations are free (docs: s3/pricing). A key that
/// is not there is billed like one that is; what S3 itself is to blame for is not.
/// </summary>
internal static class S3Measures
{
    public static void Count(S3Operation operation, S3Request request, S3Target target, S3Answer answer)
    {
        var context = request.Context;
        if (context.Caller is not { } caller)
            return;
        var units = answer.Status >= StatusCodes.Status500InternalServerError ? default : Of(operation.Name);
        context.Counter ??= context.Host.Usage.Count(
            new("s3", operation.Name, target.Bucket, Detail(operation, request), caller, context.Scope),
            answer.Error?.Code,
            units
        );
        // A copy reads, too, by the permission for that
        if (operation.HasCopySource && Source(request) is { Length: > 0 } source)
            context.Host.Usage.Count(new("s3", operation.Name, source, "source", caller, context.Scope), answer.Error?.Code, default);
    }

    private static Units Of(string operation) =>
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
