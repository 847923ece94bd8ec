using System.Globalization;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Locks;

/// <summary>Object Lock in the headers of requests that make objects, and of answers that show them.</summary>
internal static class LockHeaders
{
    private const string Mode = "x-amz-object-lock-mode",
        Until = "x-amz-object-lock-retain-until-date",
        LegalHold = "x-amz-object-lock-legal-hold";

    /// <returns>Null when the request asks for no lock, or with an error.</returns>
    public static ObjectLock? Read(S3Request request, out S3Error? error)
    {
        error = null;
        var (mode, until, hold) = (request.Header(Mode), request.Header(Until), request.Header(LegalHold));
        if (mode is null != until is null)
            error = new("InvalidArgument", $"{Until} and {Mode} must both be supplied", 400);
        else if (hold is not (null or "ON" or "OFF"))
            error = S3Error.InvalidArgument("Legal Hold must be either of 'ON' or 'OFF'", LegalHold, hold);
        if (error is not null || (mode ?? hold) is null)
            return null;
        var retention = mode is null ? null : RetentionOf(mode, until!, request.Context.Now, out error);
        return error is null ? new(retention, hold is null ? null : hold == "ON") : null;
    }

    public static Retention? RetentionOf(string mode, string until, DateTimeOffset now, out S3Error? error)
    {
        error = null;
        if (!Retention.Modes.Contains(mode))
            error = S3Error.InvalidArgument("Unknown wormMode directive.", Mode, mode);
        else if (!TryParse(until, out var date))
            error = S3Error.InvalidArgument("The retain until date must be provided in ISO 8601 format", Until, until);
        else if (date <= now)
            error = S3Error.InvalidArgument("The retain until date must be in the future!", Until, until);
        else
            return new(mode, date);
        return null;
    }

    /// <summary>Asked before the body comes. Who locks what he puts has to say what it is.</summary>
    public static S3Error? Refuse(Bucket bucket, ObjectLock? asked, DeclaredDigests? declared, string what = "Object") =>
        asked is not null && bucket.LockRule is null ? S3Error.NotLocked
        : declared is { Md5: null, Algorithm: null } && (asked is not null || bucket.LockRule?.Mode is not null)
            ? S3Error.InvalidRequest(
                $"Content-MD5 OR x-amz-checksum- HTTP header is required for Put {what} requests with Object Lock parameters"
            )
        : null;

    /// <summary>A new object with what its request asked for, or else with the default of its bucket.</summary>
    public static StoredObject Locked(this StoredObject stored, Bucket bucket, DateTimeOffset now) =>
        stored.Lock?.Retention is null && bucket.LockRule?.RetentionFrom(now) is { } standing
            ? stored with
            {
                Lock = new(standing, stored.Lock?.LegalHold),
            }
            : stored;

    public static bool Bypasses(S3Request request) =>
        string.Equals(request.Header("x-amz-bypass-governance-retention"), "true", StringComparison.OrdinalIgnoreCase);

    public static S3Answer Locked(this S3Answer answer, ObjectLock? held) =>
        held is null
            ? answer
            : answer
                .With(Mode, held.Retention?.Mode)
                .With(Until, held.Retention is { } retention ? Text(retention.Until) : null)
                .With(
                    LegalHold,
                    held.LegalHold is { } on
                        ? on
                            ? "ON"
                            : "OFF"
                        : null
                );

    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static bool TryParse(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyyMMdd'T'HHmmssK", "yyyy-MM-dd", "r"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out date
        );
}
