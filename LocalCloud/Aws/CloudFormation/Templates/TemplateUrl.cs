using System.Text;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>
/// A template in a bucket. Whatever host the URL names (this emulator's, a bucket's on it, or S3's own as clients write it), the bucket is
/// one of the emulator's.
/// </summary>
internal static class TemplateUrl
{
    /// <summary>Bytes that a template in a bucket may have (docs: CloudFormation quotas).</summary>
    private const int MaxBytes = 1_048_576;

    public static async ValueTask<Result<string>> ReadAsync(Host host, Scope scope, string url, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "s3"))
            return TemplateError.Validation("S3 error: Domain name specified in TemplateURL is not a valid S3 domain");
        var target =
            uri.Scheme == "s3" ? new S3Target(uri.Host, uri.AbsolutePath.TrimStart('/')) : S3Target.Of(uri.Authority, uri.PathAndQuery);
        if (target is not { IsWellFormed: true, Bucket: { } bucket, Key: { } key })
            return TemplateError.Validation("TemplateURL must reference a valid S3 object to which you have access.");
        var read = await ObjectBytes.ReadAsync(host, scope, bucket, key, MaxBytes, cancellation).ConfigureAwait(false);
        if (read.Ok(out var bytes, out var error))
            return Encoding.UTF8.GetString(bytes);
        return TemplateError.Validation(
            error.Code == "EntityTooLarge"
                ? $"Template may not exceed {MaxBytes} bytes in size."
                : $"S3 error: {error.Message}\nFor more information check "
                    + "http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"
        );
    }
}
