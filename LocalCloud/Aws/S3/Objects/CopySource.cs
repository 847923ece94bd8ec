using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>The source of a copy: found, its conditions held, its bytes pinned until the copy is made.</summary>
internal sealed record CopySource(string Bucket, StoredObject Object, ObjectContent Content) : IDisposable
{
    public static CopySource? Open(S3Request request, out S3Error? error)
    {
        var header = request.Header("x-amz-copy-source") ?? "";
        if (!TryParse(header, out var bucket, out var key))
        {
            error = S3Error.InvalidArgument("Invalid copy source object key", "x-amz-copy-source", header);
            return null;
        }
        CopySource? source = null;
        var answer = request.Context.Host.Read<S3State, S3Answer>(request.State, state =>
        {
            if (!state.TryGetBucket(bucket, out var found))
                return S3Error.NoSuchBucket(bucket);
            if (!found.Objects.TryGet(key, out var stored))
                return S3Error.NoSuchKey(key);
            if (Conditions.CheckRead(request, stored, "x-amz-copy-source-") is { } failed)
                return failed;
            source = new(bucket, stored, ObjectContent.Pin(state.Bodies, stored.Segments));
            return S3Answer.Empty();
        });
        error = answer.Error;
        return source;
    }

    public void Dispose() => Content.Dispose();

    private static bool TryParse(string header, out string bucket, out string key)
    {
        (bucket, key) = ("", "");
        var version = header.LastIndexOf("?versionId=", StringComparison.Ordinal);
        if (version >= 0 && header[(version + 11)..] is not ("null" or ""))
            return false;
        var path = Uri.UnescapeDataString(version < 0 ? header : header[..version]).TrimStart('/');
        var slash = path.IndexOf('/');
        if (slash <= 0 || slash == path.Length - 1)
            return false;
        (bucket, key) = (path[..slash], path[(slash + 1)..]);
        return true;
    }
}
