using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>The source of a copy: found, its conditions held, its bytes pinned until the copy is made.</summary>
/// <param name="VersionId">As the answer names it; null when the source's bucket never had versioning.</param>
/// <param name="IsNamedVersion">The request said which version: an older one can be copied over the newest.</param>
internal sealed record CopySource(string Bucket, StoredObject Object, ObjectContent Content, string? VersionId, bool IsNamedVersion)
    : IDisposable
{
    public static CopySource? Open(S3Request request, out S3Error? error)
    {
        var header = request.Header("x-amz-copy-source") ?? "";
        if (!TryParse(header, out var bucket, out var key, out var version))
        {
            error = S3Error.InvalidArgument("Invalid copy source object key", "x-amz-copy-source", header);
            return null;
        }
        var from = request.From(bucket, key);
        if (request.Header("x-amz-source-expected-bucket-owner") is { } owner && owner != from.State.Scope.Account)
        {
            error = S3Error.AccessDenied();
            return null;
        }
        if (from.Refuse(GetObject.Definition) is { } foreign)
        {
            error = foreign;
            return null;
        }
        CopySource? source = null;
        var answer = request.Context.Host.Read<S3State, S3Answer>(from.State, state =>
        {
            if (!state.TryGetBucket(bucket, out var found))
                return S3Error.NoSuchBucket(bucket);
            return found.InVersion(request, key, version, stored =>
            {
                if (CustomerKey.CheckRead(request, stored, ofSource: true) is { } locked)
                    return locked;
                if (ObjectKey.Fault(request, stored.Attributes) is { } unusable)
                    return unusable;
                if (Conditions.CheckRead(request, stored, "x-amz-copy-source-") is { } failed)
                    return failed;
                if (stored.IsArchived)
                    return S3Error.Archived(stored.Attributes.StorageClass);
                source = new(
                    bucket,
                    stored,
                    ObjectContent.Pin(state.Bodies, stored.Segments),
                    found.Versioning is null ? null : stored.ShownVersionId,
                    version is not null
                );
                return S3Answer.Empty();
            });
        });
        error = answer.Error;
        return source;
    }

    public void Dispose() => Content.Dispose();

    private static bool TryParse(string header, out string bucket, out string key, out string? versionId)
    {
        (bucket, key) = ("", "");
        var version = header.LastIndexOf("?versionId=", StringComparison.Ordinal);
        versionId = version < 0 || version + 11 == header.Length ? null : header[(version + 11)..];
        var path = Uri.UnescapeDataString(version < 0 ? header : header[..version]).TrimStart('/');
        var slash = path.IndexOf('/');
        if (slash <= 0 || slash == path.Length - 1)
            return false;
        (bucket, key) = (path[..slash], path[(slash + 1)..]);
        return true;
    }
}
