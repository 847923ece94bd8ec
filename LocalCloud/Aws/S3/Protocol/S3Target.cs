using System.Globalization;
using System.Net;
using System.Text;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>Which bucket and key a request means: in the path, or the bucket in the host name.</summary>
internal readonly record struct S3Target(string? Bucket, string? Key, bool IsWellFormed = true)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <param name="rawTarget">As it stood in the request line: a key may hold encoded slashes and dot segments, which must not be
    /// resolved.</param>
    public static S3Target Of(string host, string rawTarget)
    {
        if (Decode(PathOf(rawTarget)) is not { } path)
            return new(null, null, IsWellFormed: false);
        if (BucketOfHost(host) is { } bucket)
            return new(bucket, NullIfEmpty(path));
        var slash = path.IndexOf('/');
        return slash < 0 ? new(NullIfEmpty(path), null) : new(NullIfEmpty(path[..slash]), NullIfEmpty(path[(slash + 1)..]));
    }

    /// <summary>bucket.s3.anything (also s3-region and s3.region), and bucket.localhost.</summary>
    public static string? BucketOfHost(string host)
    {
        var colon = host.LastIndexOf(':');
        var name = colon > host.LastIndexOf(']') ? host[..colon] : host;
        if (IPAddress.TryParse(name, out _))
            return null;
        var service = Math.Max(
            name.LastIndexOf(".s3.", StringComparison.OrdinalIgnoreCase),
            name.LastIndexOf(".s3-", StringComparison.OrdinalIgnoreCase)
        );
        if (service > 0)
            return name[..service];
        return
            name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            && name[..^10] is { Length: > 0 } bucket
            && bucket != "s3"
            && !bucket.StartsWith("s3.", StringComparison.Ordinal)
            ? bucket
            : null;
    }

    private static string PathOf(string rawTarget)
    {
        var target = rawTarget;
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0)
            target = target.IndexOf('/', scheme + 3) is var root and >= 0 ? target[root..] : "/";
        var query = target.IndexOf('?');
        var path = query < 0 ? target : target[..query];
        return path.StartsWith('/') ? path[1..] : path;
    }

    private static string? Decode(string path)
    {
        if (!path.Contains('%') && Ascii.IsValid(path))
            return path;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(path.Length)];
        var count = 0;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] != '%')
            {
                count += Encoding.UTF8.GetBytes(path.AsSpan(i, 1), bytes.AsSpan(count));
                continue;
            }
            if (
                i + 2 >= path.Length
                || !byte.TryParse(path.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count++])
            )
                return null;
            i += 2;
        }
        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
