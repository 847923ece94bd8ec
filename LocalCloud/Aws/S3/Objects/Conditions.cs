using System.Globalization;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>Conditional requests, with S3's precedence ("Conditional reads", "writes" and "deletes" in the user guide).</summary>
internal static class Conditions
{
    private const string IfMatch = "If-Match",
        IfNoneMatch = "If-None-Match",
        Any = "*";

    /// <summary>What a write or a deletion does not take: S3 answers these rather than to leave them out of account.</summary>
    private static readonly string[] OnlyOfReads = ["If-Modified-Since", "If-Unmodified-Since"];

    // Of directory buckets alone
    private static readonly string[] OnlyOfDirectories = ["x-amz-if-match-last-modified-time", "x-amz-if-match-size"];

    /// <param name="prefix">Empty, or x-amz-copy-source- for the source of a copy.</param>
    public static S3Answer? CheckRead(S3Request request, StoredObject stored, string prefix = "")
    {
        var (ifMatch, ifNoneMatch) = (request.Header(prefix + "if-match"), request.Header(prefix + "if-none-match"));
        // A tag outweighs the date beside it
        if (
            ifMatch is not null
                ? !Matches(ifMatch, stored)
                : Time(request, prefix + "if-unmodified-since") is { } unmodified && stored.LastModified > unmodified
        )
            return S3Error.PreconditionFailed(prefix + (ifMatch is not null ? IfMatch : "If-Unmodified-Since"));
        if (ifNoneMatch is not null ? !Matches(ifNoneMatch, stored) : !IsUnmodified(request, prefix, stored))
            return null;
        return prefix.Length > 0
            ? S3Error.PreconditionFailed(prefix + (ifNoneMatch is not null ? IfNoneMatch : "If-Modified-Since"))
            : new S3Answer { Status = 304 }
                .With("ETag", $"\"{stored.ETag}\"")
                .With("Last-Modified", ObjectHeaders.HttpDate(stored.LastModified));
    }

    // A date that is still to come says nothing (RFC 9110, 13.1.3)
    private static bool IsUnmodified(S3Request request, string prefix, StoredObject stored) =>
        Time(request, prefix + "if-modified-since") is { } modified && modified <= request.Context.Now && stored.LastModified <= modified;

    /// <summary>A combination of conditions that S3 has not, of a request that makes an object. Asked before anything else.</summary>
    public static S3Error? FaultOfWrite(S3Request request)
    {
        var (match, none) = (request.Header(IfMatch), request.Header(IfNoneMatch));
        if (match is not null && none is not null)
            return S3Error.Unimplemented($"{IfMatch},{IfNoneMatch}", "Multiple conditional request headers present in the request");
        if (none is not null && none.Trim() != Any)
            return NotAccepted(IfNoneMatch);
        if (match?.Trim() == Any)
            return NotAccepted(IfMatch);
        return OnlyOfReads.FirstOrDefault(name => request.Header(name) is not null) is { } other ? NotAccepted(other) : null;
    }

    /// <param name="existing">What the key holds now; null when nothing.</param>
    public static S3Error? CheckWrite(S3Request request, string key, StoredObject? existing)
    {
        if (FaultOfWrite(request) is { } fault)
            return fault;
        if (request.Header(IfNoneMatch) is not null && existing is not null)
            return S3Error.PreconditionFailed(IfNoneMatch);
        if (request.Header(IfMatch) is not { } match)
            return null;
        if (existing is null)
            return S3Error.NoSuchKey(key);
        return Matches(match, existing) ? null : S3Error.PreconditionFailed(IfMatch);
    }

    /// <summary>
    /// The same of an upload in parts, which takes its time: when the condition holds and somebody has changed the key meanwhile, the
    /// client has to begin again.
    /// </summary>
    public static S3Error? CheckCompletion(S3Request request, string key, StoredObject? existing, bool hasChanged)
    {
        var conditional = request.Header(IfNoneMatch) is not null || request.Header(IfMatch) is not null;
        return CheckWrite(request, key, existing) ?? (conditional && hasChanged ? S3Error.Conflict(key) : null);
    }

    /// <summary>Of a deletion. Conditions look at the current version alone.</summary>
    public static S3Error? FaultOfDelete(S3Request request, bool namesVersion)
    {
        if (namesVersion && request.Header(IfMatch) is not null)
            return NotAccepted(IfMatch);
        string[] others = [IfNoneMatch, .. OnlyOfReads, .. OnlyOfDirectories];
        return others.FirstOrDefault(name => request.Header(name) is not null) is { } other ? NotAccepted(other) : null;
    }

    /// <param name="newest">Of the key: an object, a delete marker, or null when there is neither.</param>
    public static S3Error? CheckDelete(string match, string key, StoredObject? newest) =>
        newest is null ? S3Error.NoSuchKey(key)
        : !newest.IsDeleteMarker && Matches(match, newest) ? null
        : S3Error.PreconditionFailed(IfMatch);

    public static S3Error NotAccepted(string header) =>
        S3Error.Unimplemented(header, $"We don't accept the provided value of {header} header for this API");

    public static bool Matches(string condition, StoredObject stored) =>
        condition
            .Split(',')
            .Select(tag => tag.Trim())
            .Any(tag => tag == Any || (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).Trim('"') == stored.ETag);

    private static DateTimeOffset? Time(S3Request request, string header) =>
        DateTimeOffset.TryParse(request.Header(header), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
