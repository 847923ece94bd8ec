using LocalCloud.Aws.S3.Checksums;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>What a request says about its body, to be compared with what arrives.</summary>
internal sealed record DeclaredDigests(
    byte[]? Md5,
    ChecksumAlgorithm? Algorithm,
    string? Value,
    bool InTrailer,
    string? Sha256,
    bool IsChunked,
    long? Length
)
{
    private const string Streaming = "STREAMING-";

    private static readonly string[] Payloads =
    [
        "UNSIGNED-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER",
    ];

    public static DeclaredDigests? Of(S3Request request, out S3Error? error)
    {
        var md5 = request.Header("Content-MD5");
        var md5Bytes = new byte[16];
        if (md5 is not null && (!Convert.TryFromBase64String(md5, md5Bytes, out var written) || written != 16))
            return Refuse(new("InvalidDigest", "The Content-MD5 you specified was invalid.", 400, ("Content-MD5", md5)), out error);

        var payload = request.Header("x-amz-content-sha256");
        if (payload is not null && !Payloads.Contains(payload) && !IsSha256(payload))
            return Refuse(
                S3Error.InvalidArgument(
                    $"x-amz-content-sha256 must be {string.Join(", ", Payloads)} or a valid sha256 value.",
                    "x-amz-content-sha256",
                    payload
                ),
                out error
            );
        var chunked =
            payload?.StartsWith(Streaming, StringComparison.Ordinal) == true
            || request.Header("Content-Encoding")?.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase) == true;

        var length =
            chunked && long.TryParse(request.HeaderOfBody("x-amz-decoded-content-length"), out var decoded)
                ? decoded
                : request.Http.Request.ContentLength;
        if (chunked && request.HeaderOfBody("x-amz-decoded-content-length") is null)
            return Refuse(S3Error.MissingContentLength, out error);

        if (!TryFindChecksum(request, out var algorithm, out var value, out var trailer, out error))
            return null;
        return new(
            md5 is null ? null : md5Bytes,
            algorithm,
            value,
            trailer,
            payload is not null && IsSha256(payload) ? payload : null,
            chunked,
            length
        );
    }

    /// <summary>The checksum that the request names, of which there can be one; trailers are named before they come.</summary>
    public static bool TryFindChecksum(
        S3Request request,
        out ChecksumAlgorithm? algorithm,
        out string? value,
        out bool inTrailer,
        out S3Error? error
    )
    {
        (algorithm, value, inTrailer, error) = (null, null, false, null);
        foreach (var candidate in ChecksumAlgorithm.All)
        {
            if (request.HeaderOfBody(candidate.Header) is not { } given)
                continue;
            if (algorithm is not null)
                error = S3Error.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            else if (!candidate.IsWellFormed(given))
                error = S3Error.InvalidRequest($"Value for {candidate.Header} header is invalid.");
            (algorithm, value) = (candidate, given);
        }
        if (error is null && algorithm is null && request.HeaderOfBody("x-amz-trailer") is { } trailer)
        {
            (algorithm, inTrailer) = (ChecksumAlgorithm.FindHeader(trailer.Trim()), true);
            if (algorithm is null)
                error = S3Error.InvalidRequest("The value specified in the x-amz-trailer header is not supported");
        }
        if (error is null && request.HeaderOfBody("x-amz-sdk-checksum-algorithm") is { } named)
        {
            if (ChecksumAlgorithm.Find(named) is not { } known || (algorithm is not null && algorithm != known))
                error = S3Error.InvalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
            else if (algorithm is null)
                error = S3Error.InvalidRequest(
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found."
                );
        }
        return error is null;
    }

    /// <summary>A checksum of a kind that there is not would be one that nobody compares.</summary>
    public static S3Error? UnknownChecksum(S3Request request) =>
        request.HeaderNames.Any(IsUnknownChecksum)
            ? S3Error.InvalidRequest("The algorithm type you specified in x-amz-checksum- header is invalid.")
            : null;

    private static bool IsUnknownChecksum(string header) =>
        header.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase)
        && header[15..].ToLowerInvariant() is not ("algorithm" or "mode" or "type")
        && ChecksumAlgorithm.FindHeader(header) is null;

    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    private static DeclaredDigests? Refuse(S3Error with, out S3Error? error)
    {
        error = with;
        return null;
    }
}
