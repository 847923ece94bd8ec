using System.Globalization;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class GetObject
{
    public static readonly S3Operation Definition = new("GetObject", "GET", S3Level.Object, null, request =>
        new(S3Access.Hide(request.Read(bucket => Answer(request, bucket)), request, Definition!))
    );

    /// <summary>Also of HEAD, which differs in what is sent only.</summary>
    internal static S3Answer Answer(S3Request request, Bucket bucket) =>
        bucket.InObject(request, stored =>
            CustomerKey.CheckRead(request, stored)
            ?? (request.Http.Request.Method == "GET" ? ObjectKey.Fault(request, stored.Attributes) : null)
            ?? Conditions.CheckRead(request, stored)
            ?? Content(request, stored).Versioned(bucket, stored).Expiring(bucket, stored).EncryptedWith(CustomerKey.Read(request, out _))
        );

    private static S3Answer Content(S3Request request, StoredObject stored)
    {
        if (stored.IsArchived && request.Http.Request.Method == "GET")
            return S3Error.Archived(stored.Attributes.StorageClass);
        if (request.Query("partNumber") is { } number)
            return OfPart(request, stored, number);
        var header = request.Header("Range");
        return ByteRange.Parse(header, stored.Size, out var range) switch
        {
            ByteRange.Kind.NotSatisfiable => NotSatisfiable(stored, header!),
            ByteRange.Kind.Part => Partial(request, stored, range),
            _ => WithChecksum(request, stored.Checksum, new S3Answer { Object = Pin(request, stored.Segments) }.Describe(request, stored)),
        };
    }

    private static S3Answer OfPart(S3Request request, StoredObject stored, string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 10_000)
            return S3Error.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
        if (request.Header("Range") is not null)
            return S3Error.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        var parts = stored.Parts ?? [new(1, stored.Size, null)];
        if (number > parts.Count)
            return new S3Error(
                "InvalidPartNumber",
                "The requested partnumber is not satisfiable",
                416,
                ("PartNumberRequested", text),
                ("ActualPartCount", parts.Count.ToString(CultureInfo.InvariantCulture))
            );
        var first = parts.Take(number - 1).Sum(part => part.Size);
        var part = parts[number - 1];
        var answer = Partial(request, stored, new(first, first + part.Size - 1));
        if (stored.Parts is null)
            return WithChecksum(request, stored.Checksum, answer);
        answer.With("x-amz-mp-parts-count", parts.Count.ToString(CultureInfo.InvariantCulture));
        return WithChecksum(
            request,
            part.Checksum is { } value && stored.Checksum is { } whole ? whole with { Value = value } : null,
            answer
        );
    }

    private static S3Answer Partial(S3Request request, StoredObject stored, ByteRange range)
    {
        var segments = Segment.Slice(stored.Segments, range.First, range.Length);
        return new S3Answer { Status = stored.Size == 0 ? 200 : 206, Object = Pin(request, segments) }
            .Describe(request, stored)
            .With(
                "Content-Range",
                stored.Size == 0 ? null : FormattableString.Invariant($"bytes {range.First}-{range.Last}/{stored.Size}")
            );
    }

    private static S3Answer NotSatisfiable(StoredObject stored, string requested)
    {
        S3Answer answer = new S3Error(
            "InvalidRange",
            "The requested range is not satisfiable",
            416,
            ("RangeRequested", requested),
            ("ActualObjectSize", stored.Size.ToString(CultureInfo.InvariantCulture))
        );
        return answer.With("Content-Range", FormattableString.Invariant($"bytes */{stored.Size}"));
    }

    // Within the gate, so that the files cannot go between look-up and sending
    private static ObjectContent Pin(S3Request request, IEnumerable<Segment> segments) => ObjectContent.Pin(request.State.Bodies, segments);

    private static S3Answer WithChecksum(S3Request request, ObjectChecksum? checksum, S3Answer answer) =>
        string.Equals(request.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase)
            ? answer.Checksummed(checksum)
            : answer;
}
