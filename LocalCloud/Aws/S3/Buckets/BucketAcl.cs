using System.Xml;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Access control lists, of which there is one: the owner may do everything. So it is with AWS's default, BucketOwnerEnforced.</summary>
internal static class BucketAcl
{
    private static readonly string[] GrantHeaders =
        ["x-amz-grant-full-control", "x-amz-grant-read", "x-amz-grant-read-acp", "x-amz-grant-write", "x-amz-grant-write-acp"];

    public static readonly S3Operation Get = new("GetBucketAcl", "GET", S3Level.Bucket, "acl", request => new(request.Read(_ => Document(request))));

    public static readonly S3Operation Put = new("PutBucketAcl", "PUT", S3Level.Bucket, "acl", HandlePutAsync);

    public static S3Answer Document(S3Request request) => S3Answer.Document("AccessControlPolicy", xml =>
    {
        xml.Element("Owner", () => xml.Element("ID", request.OwnerId));
        xml.Element("AccessControlList", () => xml.Element("Grant", () =>
        {
            xml.WriteStartElement("Grantee", S3Xml.Namespace);
            xml.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "CanonicalUser");
            xml.Element("ID", request.OwnerId);
            xml.WriteEndElement();
            xml.Element("Permission", "FULL_CONTROL");
        }));
    });

    /// <summary>Whether the request would give rights to others than the owner.</summary>
    public static bool HasGrants(S3Request request) =>
        request.Header("x-amz-acl") is { } canned && canned is not ("private" or "bucket-owner-full-control" or "bucket-owner-read")
        || GrantHeaders.Any(header => request.Header(header) is not null);

    public static S3Error? Refuse(S3Request request, Bucket bucket) => !HasGrants(request) ? null : NotAllowed(bucket);

    public static S3Error NotAllowed(Bucket bucket) =>
        bucket.Document("ownershipControls")?.Contains("BucketOwnerEnforced", StringComparison.Ordinal) == true
            ? new("AccessControlListNotSupported", "The bucket does not allow ACLs", 400)
            : S3Error.NotImplemented("x-amz-acl");

    internal static async ValueTask<S3Answer> HandlePutAsync(S3Request request)
    {
        var (text, error) = await RequestBody.ReadTextAsync(request).ConfigureAwait(false);
        if (error is not null)
            return error;
        var grants = false;
        if (text.Length > 0)
        {
            if (S3Xml.Parse(text) is not { Name.LocalName: "AccessControlPolicy" } root)
                return S3Error.MalformedXml;
            grants = root.Descendants().Any(element => element.Name.LocalName == "Grantee" && element.Child("ID") != request.OwnerId);
        }
        return request.Read(bucket => grants ? NotAllowed(bucket) : Refuse(request, bucket) ?? S3Answer.Empty());
    }
}
