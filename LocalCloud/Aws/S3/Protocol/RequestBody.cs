using System.Globalization;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Checksums;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>Receives a request's body and compares it with what the request said about it.</summary>
internal static class RequestBody
{
    // CompleteMultipartUpload with 10,000 parts and their checksums stays below this
    private const int LongestDocument = 4 * 1024 * 1024;

    public static async Task<(Digests? Digests, S3Error? Error)> ReceiveAsync(
        S3Request request,
        DeclaredDigests declared,
        IBodySink sink,
        long longest,
        params IEnumerable<ChecksumAlgorithm> algorithms
    )
    {
        if (declared.Length > longest)
            return (null, TooLarge(declared.Length.Value, longest));
        using var digest = new BodyDigest([.. algorithms, declared.Algorithm, declared.Sha256 is null ? null : ChecksumAlgorithm.Sha256]);
        var chunks = declared.IsChunked ? new AwsChunkedDecoder() : null;
        BodyReceiver.Outcome outcome;
        try
        {
            outcome = await BodyReceiver
                .ReceiveAsync(request.Http.Request.BodyReader, chunks, sink, digest, longest, request.Cancellation)
                .ConfigureAwait(false);
        }
        catch (BadHttpRequestException)
        {
            return (null, S3Error.IncompleteBody);
        }
        if (outcome != BodyReceiver.Outcome.Whole)
            return (null, outcome == BodyReceiver.Outcome.TooLarge ? TooLarge(sink.Length, longest) : S3Error.IncompleteBody);
        if (declared.Length is { } length && length != sink.Length)
            return (null, S3Error.IncompleteBody);
        var digests = digest.Finish();
        return Verify(declared, digests, chunks) is { } error ? (null, error) : (digests, null);
    }

    /// <summary>A document in the body, verified and parsed.</summary>
    public static async Task<(XElement? Root, byte[] Text, S3Error? Error)> ReadDocumentAsync(S3Request request, string? root)
    {
        var (text, error) = await ReadTextAsync(request).ConfigureAwait(false);
        if (error is not null)
            return (null, [], error);
        var parsed = S3Xml.Parse(text);
        return parsed is null || (root is not null && parsed.Name.LocalName != root)
            ? (null, text, S3Error.MalformedXml)
            : (parsed, text, null);
    }

    public static async Task<(byte[] Text, S3Error? Error)> ReadTextAsync(S3Request request)
    {
        if (DeclaredDigests.Of(request, out var error) is not { } declared)
            return ([], error);
        var sink = new DocumentBody();
        (_, error) = await ReceiveAsync(request, declared, sink, LongestDocument).ConfigureAwait(false);
        return (sink.ToArray(), error);
    }

    /// <summary>The body as text, without checksums: where the request's checksum headers speak of something else.</summary>
    public static async Task<(byte[] Text, S3Error? Error)> ReadPlainAsync(S3Request request)
    {
        var sink = new DocumentBody();
        var declared = new DeclaredDigests(null, null, null, false, null, false, request.Http.Request.ContentLength);
        var (_, error) = await ReceiveAsync(request, declared, sink, LongestDocument).ConfigureAwait(false);
        return (sink.ToArray(), error);
    }

    private static S3Error? Verify(DeclaredDigests declared, Digests digests, AwsChunkedDecoder? chunks)
    {
        if (declared.Md5 is { } md5 && !md5.AsSpan().SequenceEqual(digests.Md5))
            return S3Error.BadDigest(
                "The Content-MD5 you specified did not match what we received.",
                ("ExpectedDigest", Convert.ToHexStringLower(md5)),
                ("CalculatedDigest", Convert.ToBase64String(digests.Md5))
            );
        if (declared.Sha256 is { } sha256)
        {
            var computed = Convert.ToHexStringLower(digests.Checksums[ChecksumAlgorithm.Sha256]);
            if (!string.Equals(computed, sha256, StringComparison.OrdinalIgnoreCase))
                return new(
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.",
                    400,
                    ("ClientComputedContentSHA256", sha256),
                    ("S3ComputedContentSHA256", computed)
                );
        }
        if (declared.Algorithm is not { } algorithm)
            return null;
        var value = declared.Value;
        if (declared.InTrailer && chunks?.Trailers.TryGetValue(algorithm.Header, out value) != true)
            return new(
                "MalformedTrailerError",
                "The request contained trailing data that was not well-formed or did not conform to our published schema.",
                400
            );
        if (declared.InTrailer && !algorithm.IsWellFormed(value!))
            return S3Error.InvalidRequest($"Value for {algorithm.Header} trailing header is invalid.");
        return value == digests.Base64(algorithm)
            ? null
            : S3Error.BadDigest($"The {algorithm.Name} you specified did not match the calculated checksum.");
    }

    internal static S3Error TooLarge(long size, long longest) =>
        new(
            "EntityTooLarge",
            "Your proposed upload exceeds the maximum allowed size",
            400,
            ("ProposedSize", size.ToString(CultureInfo.InvariantCulture)),
            ("MaxSizeAllowed", longest.ToString(CultureInfo.InvariantCulture))
        );
}
