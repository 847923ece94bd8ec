using System.Globalization;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>Conditional requests, with S3's precedence ("Conditional reads", "Conditional writes" in the user guide).</summary>
internal static class Conditions
{
    /// <param name="prefix">Empty, or x-amz-copy-source- for the source of a copy.</param>
    public static S3Answer? CheckRead(S3Request request, StoredObject stored, string prefix = "")
    {
        var (ifMatch, ifNoneMatch) = (request.Header(prefix + "if-match"), request.Header(prefix + "if-none-match"));
        if (ifMatch is not null ? !Matches(ifMatch, stored) : Time(request, prefix + "if-unmodified-since") is { } unmodified && stored.LastModified > unmodified)
            return S3Error.PreconditionFailed(prefix + (ifMatch is not null ? "If-Match" : "If-Unmodified-Since"));
        if (ifNoneMatch is not null ? !Matches(ifNoneMatch, stored) : !(Time(request, prefix + "if-modified-since") is { } modified && stored.LastModified <= modified))
            return null;
        return prefix.Length > 0
            ? S3Error.PreconditionFailed(prefix + (ifNoneMatch is not null ? "If-None-Match" : "If-Modified-Since"))
            : new S3Answer { Status = 304 }
                .With("ETag", $"\"{stored.ETag}\"")
                .With("Last-Modified", ObjectHeaders.HttpDate(stored.LastModified));
    }

    /// <param name="existing">What the key holds now; null when nothing.</param>
    public static S3Error? CheckWrite(S3Request request, string key, StoredObject? existing)
    {
        if (request.Header("If-None-Match") is { } none)
        {
            if (none.Trim() != "*")
                return S3Error.NotImplemented("If-None-Match");
            if (existing is not null)
                return S3Error.PreconditionFailed("If-None-Match");
        }
        if (request.Header("If-Match") is not { } match)
            return null;
        if (existing is null)
            return S3Error.NoSuchKey(key);
        return Matches(match, existing) ? null : S3Error.PreconditionFailed("If-Match");
    }

    public static bool Matches(string condition, StoredObject stored) => condition.Split(',')
        .Select(tag => tag.Trim())
        .Any(tag => tag == "*" || (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).Trim('"') == stored.ETag);

    private static DateTimeOffset? Time(S3Request request, string header) =>
        DateTimeOffset.TryParse(request.Header(header), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
