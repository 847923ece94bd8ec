using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Checksums;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

/// <summary>The parts become the object where they lie: nothing is copied.</summary>
internal static class CompleteMultipartUpload
{
    private const long SmallestPart = 5 << 20;

    public static readonly S3Operation Definition = new("CompleteMultipartUpload", "POST", S3Level.Object, "uploadId", Handle);

    private sealed record Listed(int Number, string ETag, XElement Element);

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        if (Conditions.FaultOfWrite(request) is { } fault)
            return fault;
        // Checksum headers of this request are about the object, not about this document
        var (text, error) = await RequestBody.ReadPlainAsync(request).ConfigureAwait(false);
        if (error is not null)
            return error;
        if (S3Xml.Parse(text) is not { Name.LocalName: "CompleteMultipartUpload" } root || Parse(root) is not { Count: > 0 } parts)
            return S3Error.MalformedXml;
        var id = request.Query("uploadId")!;
        return await request
            .ChangeAsync(
                (bucket, changes) =>
                {
                    // A client that missed the answer asks again
                    if (!bucket.Uploads.ContainsKey(id) && bucket.Objects.TryGet(request.Key, out var done) && done.UploadId == id)
                        return Answer(request, done).Versioned(bucket, done).Expiring(bucket, done);
                    return bucket.InUpload(request, upload => Complete(request, bucket, changes, upload, parts));
                }
            )
            .ConfigureAwait(false);
    }

    private static S3Answer Complete(S3Request request, Bucket bucket, Changes changes, Upload upload, List<Listed> listed)
    {
        var existing = bucket.Objects.TryGet(request.Key, out var current) ? current : null;
        if (Conditions.CheckCompletion(request, request.Key, existing, upload.Row.IsOvertaken) is { } refused)
            return refused;
        if ((MissingChecksum(upload, listed) ?? OtherChecksum(request, upload)) is { } unfit)
            return unfit;
        if (Take(upload, listed, out var error) is not { } parts)
            return error!;
        var size = parts.Sum(part => part.Size);
        if (request.Header("x-amz-mp-object-size") is { } told && told != size.ToString(CultureInfo.InvariantCulture))
            return S3Error.InvalidRequest(
                $"The provided 'x-amz-mp-object-size' header value {told} does not match what was computed: {size}"
            );
        if (Checksum(request, upload, parts, out error) is not { } checksum)
            return error!;

        var algorithm = ChecksumAlgorithm.Find(checksum.Algorithm)!;
        var stored = new StoredObject(
            request.Key,
            size,
            ETag(parts),
            request.Now,
            [.. parts.Select(part => part.Segment)],
            upload.Row.Attributes,
            checksum,
            [
                .. parts.Select(part => new ObjectPart(
                    part.Number,
                    part.Size,
                    checksum.Type == ObjectChecksum.Composite ? part.Checksums[algorithm.Name] : null
                )),
            ],
            upload.Row.Id
        )
        {
            Lock = upload.Row.Lock,
            Acl = upload.Row.Acl,
            Seal = upload.Row.Seal,
        };
        request.State.Bodies.Retain(stored.Segments);
        stored = request.State.Put(changes, bucket, stored.Locked(bucket, request.Context.Now));
        request.Notify(
            changes,
            bucket,
            "ObjectCreated:CompleteMultipartUpload",
            stored.Key,
            stored,
            bucket.Versioning is null ? null : stored.ShownVersionId
        );
        request.State.Delete(changes, bucket, upload);
        return Answer(request, stored).Versioned(bucket, stored).Expiring(bucket, stored);
    }

    private static List<UploadedPart>? Take(Upload upload, List<Listed> listed, out S3Error? error)
    {
        error = null;
        var taken = new List<UploadedPart>();
        for (var i = 0; i < listed.Count && error is null; i++)
        {
            var (number, etag, element) = listed[i];
            if (i > 0 && number <= listed[i - 1].Number)
                error = new(
                    "InvalidPartOrder",
                    "The list of parts was not in ascending order. The parts list must be specified in order by part number.",
                    400,
                    ("UploadId", upload.Row.Id)
                );
            else if (!upload.Parts.TryGetValue(number, out var part) || part.ETag != etag || !ChecksumsMatch(element, part))
                error = new(
                    "InvalidPart",
                    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified "
                        + "entity tag may not match the part's entity tag.",
                    400,
                    ("UploadId", upload.Row.Id),
                    ("PartNumber", number.ToString(CultureInfo.InvariantCulture)),
                    ("ETag", etag)
                );
            else
                taken.Add(part);
        }
        if (error is null && taken.SkipLast(1).FirstOrDefault(part => part.Size < SmallestPart) is { } small)
            error = new(
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
                400,
                ("ProposedSize", small.Size.ToString(CultureInfo.InvariantCulture)),
                ("MinSizeAllowed", SmallestPart.ToString(CultureInfo.InvariantCulture)),
                ("PartNumber", small.Number.ToString(CultureInfo.InvariantCulture)),
                ("ETag", small.ETag)
            );
        return error is null ? taken : null;
    }

    // A checksum of a kind that the part was not uploaded with is none of it
    private static bool ChecksumsMatch(XElement element, UploadedPart part) =>
        ChecksumsOf(element).All(given => part.Checksums.GetValueOrDefault(given.Name.LocalName["Checksum".Length..]) == given.Value);

    private static S3Error? MissingChecksum(Upload upload, List<Listed> listed) =>
        upload.Row is { ChecksumAlgorithm: { } algorithm, ChecksumType: ObjectChecksum.Composite }
        && listed.Find(part => !ChecksumsOf(part.Element).Any()) is { } bare
            ? S3Error.InvalidRequest(
                FormattableString.Invariant($"The upload was created using a {algorithm.ToLowerInvariant()} checksum. ")
                    + "The complete request must include the checksum for each part. "
                    + FormattableString.Invariant($"It was missing for part {bare.Number} in the request.")
            )
            : null;

    private static IEnumerable<XElement> ChecksumsOf(XElement part) =>
        part.Elements().Where(child => child.Name.LocalName.StartsWith("Checksum", StringComparison.Ordinal));

    private static S3Error? OtherChecksum(S3Request request, Upload upload)
    {
        var own = ChecksumAlgorithm.Find(upload.Row.ChecksumAlgorithm) ?? ChecksumAlgorithm.Crc64Nvme;
        var given = ChecksumAlgorithm.All.Where(algorithm => request.HeaderOfBody(algorithm.Header) is not null);
        return given.FirstOrDefault(algorithm => algorithm != own) is { } other ? UploadPart.Mismatch(own, other) : null;
    }

    private static ObjectChecksum? Checksum(S3Request request, Upload upload, List<UploadedPart> parts, out S3Error? error)
    {
        error = null;
        var algorithm = ChecksumAlgorithm.Find(upload.Row.ChecksumAlgorithm) ?? ChecksumAlgorithm.Crc64Nvme;
        if (request.Header("x-amz-checksum-type") is { } type && type != upload.Row.ChecksumType)
        {
            error = S3Error.InvalidRequest(
                $"The upload was created using the {upload.Row.ChecksumType} checksum mode. The complete request must use the same "
                    + "checksum mode."
            );
            return null;
        }
        var crcs = parts.Select(part => (Convert.FromBase64String(part.Checksums[algorithm.Name]), part.Size));
        var value =
            upload.Row.ChecksumType == ObjectChecksum.FullObject
                ? Convert.ToBase64String(CrcCombination.Combine(algorithm, crcs))
                : Composite(algorithm, parts);
        if (request.HeaderOfBody(algorithm.Header) is { } told && told.Split('-')[0] != value.Split('-')[0])
        {
            error = S3Error.BadDigest($"The {algorithm.Name} you specified did not match the calculated checksum.");
            return null;
        }
        return new(algorithm.Name, upload.Row.ChecksumType, value);
    }

    private static string Composite(ChecksumAlgorithm algorithm, List<UploadedPart> parts)
    {
        using var checksum = algorithm.Create();
        foreach (var part in parts)
            checksum.Append(Convert.FromBase64String(part.Checksums[algorithm.Name]));
        return FormattableString.Invariant($"{Convert.ToBase64String(checksum.Finish())}-{parts.Count}");
    }

    /// <summary>The MD5 of the parts' MD5s, and how many there are.</summary>
    private static string ETag(List<UploadedPart> parts)
    {
        var digests = parts.SelectMany(part => Convert.FromHexString(part.ETag)).ToArray();
#pragma warning disable CA5351 // S3's ETag is defined with MD5
        return FormattableString.Invariant($"{Convert.ToHexStringLower(MD5.HashData(digests))}-{parts.Count}");
#pragma warning restore CA5351
    }

    private static S3Answer Answer(S3Request request, StoredObject stored) =>
        S3Answer
            .Document("CompleteMultipartUploadResult", xml =>
            {
                xml.Element(
                    "Location",
                    $"{request.Context.Endpoint}/{request.Bucket}/{Uri.EscapeDataString(stored.Key).Replace("%2F", "/", StringComparison.Ordinal)}"
                );
                xml.Element("Bucket", request.Bucket);
                xml.Element("Key", stored.Key);
                xml.Element("ETag", $"\"{stored.ETag}\"");
                if (stored.Checksum is { } checksum)
                {
                    xml.Element("Checksum" + checksum.Algorithm, checksum.Value);
                    xml.Element("ChecksumType", checksum.Type);
                }
            })
            .Encrypted(stored.Attributes);

    private static List<Listed>? Parse(XElement root)
    {
        var parts = new List<Listed>();
        foreach (var element in root.Children("Part"))
        {
            if (
                !int.TryParse(element.Child("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || element.Child("ETag") is not { } etag
            )
                return null;
            parts.Add(new(number, etag.Trim().Trim('"'), element));
        }
        return parts;
    }
}
