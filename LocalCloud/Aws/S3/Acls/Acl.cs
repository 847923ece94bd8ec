using System.Text;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Acls;

/// <summary>
/// Access control lists: where the bucket's ownership lets them be, they are kept and let other accounts in. Every object is its bucket's
/// owner's here.
/// </summary>
internal static class Acl
{
    public const string Subresource = "acl";

    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly S3Error NotSupported = new("AccessControlListNotSupported", "The bucket does not allow ACLs", 400);

    /// <summary>Whether a bucket lets its objects be put with the ACL that the request names.</summary>
    public static S3Error? Refuse(S3Request request, Bucket bucket)
    {
        if (!AclHeaders.AreGiven(request))
            return null;
        var grants = AclHeaders.Read(request, out var error);
        if (error is not null)
            return error;
        // What gives the owner everything, and nobody else anything, is what there is anyway.
        return OwnershipControls.AreEnforced(bucket)
            ? request.Header(AclHeaders.Canned) is null or "bucket-owner-full-control" && IsOwners(grants!, request.OwnerId)
                ? null
                : NotSupported
            : RefusePublic(bucket, grants!);
    }

    /// <summary>The same of an ACL that is put by itself.</summary>
    public static S3Error? Refuse(Bucket bucket, IReadOnlyList<Grant> grants) =>
        OwnershipControls.AreEnforced(bucket) ? NotSupported : RefusePublic(bucket, grants);

    /// <summary>What a new object gets; null when its owner alone is in it.</summary>
    public static IReadOnlyList<Grant>? OfNew(S3Request request) =>
        AclHeaders.Read(request, out _) is { } grants && !IsOwners(grants, request.OwnerId) ? grants : null;

    public static bool IsOwners(IReadOnlyList<Grant> grants, string owner) =>
        grants is [{ Permission: Grant.FullControl } only] && only.Grantee == owner;

    public static IReadOnlyList<Grant> OfBucket(Bucket bucket, string owner) =>
        bucket.Document(Subresource) is not { } document
            ? [new(owner, Grant.FullControl)]
            : [.. GrantsIn(S3Xml.Parse(Encoding.UTF8.GetBytes(document))!).Select(grant => Grant.Of(grant, out _)!)];

    public static IReadOnlyList<Grant> OfObject(Bucket bucket, StoredObject stored, string owner) =>
        OwnershipControls.AreEnforced(bucket) ? [new(owner, Grant.FullControl)] : stored.Acl ?? [new(owner, Grant.FullControl)];

    /// <summary>Whether a list lets somebody in who is not the owner. Nobody: a visitor of no account.</summary>
    public static bool Lets(Bucket bucket, IReadOnlyList<Grant> grants, string? user, string permission) =>
        !OwnershipControls.AreEnforced(bucket)
        && grants.Any(grant =>
            grant.Gives(permission)
            && (
                grant.IsPublic
                    ? (grant.Grantee == Grant.AllUsers || user is not null) && !PublicAccessBlock.Is(bucket, "IgnorePublicAcls")
                    : grant.Grantee == user
            )
        );

    /// <summary>The grants of the request, in its headers or its body, for an operation that puts them.</summary>
    public static async ValueTask<(IReadOnlyList<Grant>? Grants, S3Error? Error)> ReadAsync(S3Request request)
    {
        var (text, error) = await RequestBody.ReadTextAsync(request).ConfigureAwait(false);
        if (error is not null)
            return (null, error);
        if (text.Length == 0)
            return AclHeaders.Read(request, out error) is { } headers ? (headers, null) : (null, error ?? MissingHeader);
        if (AclHeaders.AreGiven(request))
            return (null, new("UnexpectedContent", "This request does not support content", 400));
        if (S3Xml.Parse(text) is not { Name.LocalName: "AccessControlPolicy" } root || !root.Children("AccessControlList").Any())
            return (null, S3Error.MalformedXml);
        var grants = new List<Grant>();
        foreach (var element in GrantsIn(root))
        {
            if (Grant.Of(element, out error) is not { } grant)
                return (null, error);
            grants.Add(grant);
        }
        return grants.Count > 100 ? (null, S3Error.MalformedXml) : (grants, null);
    }

    public static S3Answer Document(string owner, IReadOnlyList<Grant> grants) =>
        S3Answer.Text(BucketDocument.Declaration + Text(owner, grants), "application/xml");

    public static string Text(string owner, IReadOnlyList<Grant> grants) =>
        new XElement(
            Name("AccessControlPolicy"),
            new XElement(Name("Owner"), new XElement(Name("ID"), owner)),
            new XElement(
                Name("AccessControlList"),
                grants.Select(grant => new XElement(
                    Name("Grant"),
                    new XElement(
                        Name("Grantee"),
                        new XAttribute(XNamespace.Xmlns + "xsi", Instance),
                        new XAttribute(XNamespace.Get(Instance) + "type", grant.IsGroup ? "Group" : "CanonicalUser"),
                        new XElement(Name(grant.IsGroup ? "URI" : "ID"), grant.Grantee)
                    ),
                    new XElement(Name("Permission"), grant.Permission)
                ))
            )
        ).ToString(SaveOptions.DisableFormatting);

    private static readonly S3Error MissingHeader = new(
        "MissingSecurityHeader",
        "Your request was missing a required header",
        400,
        ("MissingHeaderName", AclHeaders.Canned)
    );

    private static S3Error? RefusePublic(Bucket bucket, IReadOnlyList<Grant> grants) =>
        grants.Any(grant => grant.IsPublic) && PublicAccessBlock.Is(bucket, "BlockPublicAcls")
            ? S3Error.AccessDenied("Access Denied", ("Detail", "The bucket's public access block has BlockPublicAcls."))
            : null;

    private static IEnumerable<XElement> GrantsIn(XElement root) =>
        root.Children("AccessControlList").SelectMany(list => list.Children("Grant"));

    private static XName Name(string local) => XNamespace.Get(S3Xml.Namespace) + local;
}
