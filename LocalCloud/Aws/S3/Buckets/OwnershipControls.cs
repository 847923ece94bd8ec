using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class OwnershipControls
{
    public static readonly string[] Values = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"];

    public static string Document(string ownership) =>
        $"<OwnershipControls xmlns=\"{S3Xml.Namespace}\"><Rule><ObjectOwnership>{ownership}</ObjectOwnership></Rule></OwnershipControls>";

    public static S3Error? Check(XElement root) =>
        root.Children("Rule").Count() == 1 && Values.Contains(root.Children("Rule").First().Child("ObjectOwnership")) ? null : S3Error.MalformedXml;
}
