using System.Xml.Linq;
using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class OwnershipControls
{
    public const string Subresource = "ownershipControls",
        Enforced = "BucketOwnerEnforced";

    public static readonly string[] Values = [Enforced, "BucketOwnerPreferred", "ObjectWriter"];

    public static string Document(string ownership) =>
        $"<OwnershipControls xmlns=\"{S3Xml.Namespace}\"><Rule><ObjectOwnership>{ownership}</ObjectOwnership></Rule></OwnershipControls>";

    /// <summary>There are no access control lists; the bucket's owner owns and decides everything.</summary>
    public static bool AreEnforced(Bucket bucket) => bucket.Document(Subresource)?.Contains(Enforced, StringComparison.Ordinal) == true;

    /// <summary>Lists that let others in have to go before lists are turned off.</summary>
    public static S3Error? Fits(S3State state, Bucket bucket, XElement root) =>
        root.Value.Contains(Enforced, StringComparison.Ordinal) && !Acl.IsOwners(Acl.OfBucket(bucket, state.OwnerId), state.OwnerId)
            ? WithAcl
            : null;

    public static readonly S3Error WithAcl = new(
        "InvalidBucketAclWithObjectOwnership",
        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
        400
    );

    public static S3Error? Check(XElement root) =>
        root.Children("Rule").Count() == 1 && Values.Contains(root.Children("Rule").First().Child("ObjectOwnership"))
            ? null
            : S3Error.MalformedXml;
}
