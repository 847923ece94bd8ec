using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Checksums;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Forms;

/// <summary>An upload by a browser's form (presigned POST): docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html</summary>
internal static class PostObject
{
    public static readonly S3Operation Definition = new("PostObject", "POST", S3Level.Bucket, null, HandleAsync) { DecidesAccess = true };

    private static async ValueTask<S3Answer> HandleAsync(S3Request posted)
    {
        var (form, error) = await PostForm.ReadAsync(posted.Http.Request, posted.Cancellation).ConfigureAwait(false);
        if (form is null)
            return error!;
        if (form.Fields.GetValueOrDefault("key") is not { Length: > 0 } name)
            return S3Error.InvalidArgument(
                "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
                "key",
                ""
            );
        if (PostPolicy.Of(form.Fields, posted.Bucket, posted.Context.Now, out error) is not { } policy)
            return error!;
        if (posted.Who is not null && FormSignature.Refuse(posted.Context, form.Fields) is { } unsigned)
            return unsigned;
        var request = posted.WithForm(
            form.Fields,
            name.Replace("${filename}", form.FileName, StringComparison.Ordinal),
            CredentialOf(form.Fields)
        );
        if (request.Refuse(Definition) is { } foreign)
            return foreign;
        if (AttributesReader.Read(request, out error) is not { } attributes || Tags(form.Fields, ref attributes, out error) is not null)
            return error!;
        var asked = LockHeaders.Read(request, out error);
        if (error is not null)
            return error;
        var key = CustomerKey.Read(request, out error);
        if (error is not null)
            return error;
        if (DeclaredDigests.UnknownChecksum(request) is { } unknown)
            return unknown;
        var early = request.Read(bucket =>
            Acl.Refuse(request, bucket) ?? CustomerKey.Refuse(bucket, key) ?? LockHeaders.Refuse(bucket, asked, null) ?? S3Answer.Empty()
        );
        return early.Error is not null ? early : await StoreAsync(request, form, policy, attributes, asked, key).ConfigureAwait(false);
    }

    private static async ValueTask<S3Answer> StoreAsync(
        S3Request request,
        PostForm form,
        PostPolicy policy,
        ObjectAttributes attributes,
        ObjectLock? asked,
        CustomerKey? key
    )
    {
        if (!DeclaredDigests.TryFindChecksum(request, out var declared, out var value, out _, out var error))
            return error!;
        var algorithm = declared ?? ChecksumAlgorithm.Crc64Nvme;
        using var digest = new BodyDigest(algorithm);
        using var body = request.State.Bodies.Create();
        var longest = Math.Min(policy.Largest, PutObject.LargestBody);
        try
        {
            var outcome = await BodyReceiver
                .ReceiveAsync(PipeReader.Create(form.File), null, body, digest, longest, request.Cancellation)
                .ConfigureAwait(false);
            if (outcome == BodyReceiver.Outcome.TooLarge)
                return RequestBody.TooLarge(body.Length, longest);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return S3Error.IncompleteBody;
        }
        if (body.Length < policy.Smallest)
            return new S3Error(
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
                400,
                ("ProposedSize", body.Length.ToString(CultureInfo.InvariantCulture)),
                ("MinSizeAllowed", policy.Smallest.ToString(CultureInfo.InvariantCulture))
            );
        var digests = digest.Finish();
        if (value is not null && value != digests.Base64(algorithm))
            return S3Error.BadDigest($"The {algorithm.Name} you specified did not match the calculated checksum.");
        var segment = body.Keep();
        var stored = new StoredObject(
            request.Key,
            segment.Length,
            key is null ? digests.ETag : CustomerKey.NewETag(),
            request.Now,
            [segment],
            attributes,
            new(algorithm.Name, ObjectChecksum.FullObject, digests.Base64(algorithm))
        )
        {
            Lock = asked,
            Acl = Acl.OfNew(request),
            Seal = key?.Seal(),
        };
        return await request
            .PutAsync(stored, "ObjectCreated:Post", _ => null, kept => Answer(request, form.Fields, kept).EncryptedWith(key))
            .ConfigureAwait(false);
    }

    private static S3Answer Answer(S3Request request, Dictionary<string, string> fields, StoredObject stored)
    {
        var location = $"{request.Context.Endpoint}/{request.Bucket}/{Uri.EscapeDataString(stored.Key)}";
        var etag = $"\"{stored.ETag}\"";
        if (
            (fields.GetValueOrDefault("success_action_redirect") ?? fields.GetValueOrDefault("redirect")) is { } redirect
            && Uri.TryCreate(redirect, UriKind.Absolute, out var target)
        )
        {
            var query =
                $"bucket={Uri.EscapeDataString(request.Bucket)}&key={Uri.EscapeDataString(stored.Key)}&etag={Uri.EscapeDataString(etag)}";
            return S3Answer
                .Empty(StatusCodes.Status303SeeOther)
                .With("ETag", etag)
                .With("Location", redirect + (target.Query.Length > 0 ? "&" : "?") + query)
                .Encrypted(stored.Attributes);
        }
        var answer = fields.GetValueOrDefault("success_action_status") switch
        {
            "201" => S3Answer.Document(
                "PostResponse",
                xml =>
                {
                    // Unlike every other document this one has no namespace.
                    xml.WriteElementString("Location", location);
                    xml.WriteElementString("Bucket", request.Bucket);
                    xml.WriteElementString("Key", stored.Key);
                    xml.WriteElementString("ETag", etag);
                },
                StatusCodes.Status201Created,
                ""
            ),
            "200" => S3Answer.Empty(),
            _ => S3Answer.Empty(StatusCodes.Status204NoContent),
        };
        if (fields.Keys.Any(name => ChecksumAlgorithm.FindHeader(name) is not null))
            answer.Checksummed(stored.Checksum);
        return answer.With("ETag", etag).With("Location", location).Encrypted(stored.Attributes);
    }

    // In a form tags are a document.
    private static S3Error? Tags(Dictionary<string, string> fields, ref ObjectAttributes attributes, out S3Error? error)
    {
        error = null;
        if (!fields.TryGetValue("tagging", out var text))
            return null;
        if (S3Xml.Parse(Encoding.UTF8.GetBytes(text))?.Children("TagSet").FirstOrDefault() is not { } set)
            error = S3Error.MalformedXml;
        else if (TagSet.Parse(set, TagSet.ObjectLimit, out error) is { } tags)
            attributes = attributes with { Tags = tags };
        return error;
    }

    private static string CredentialOf(Dictionary<string, string> fields) =>
        fields.GetValueOrDefault("x-amz-credential")?.Split('/')[0] ?? fields.GetValueOrDefault("AWSAccessKeyId") ?? "";
}
