using System.Text.RegularExpressions;
using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static partial class CreateBucket
{
    public static readonly S3Operation Definition = new("CreateBucket", "PUT", S3Level.Bucket, null, Handle);

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        var (text, error) = await RequestBody.ReadTextAsync(request).ConfigureAwait(false);
        if (error is not null)
            return error;
        string? constraint = null;
        Dictionary<string, string> documents = new(StringComparer.Ordinal);
        if (text.Length > 0)
        {
            if (S3Xml.Parse(text) is not { Name.LocalName: "CreateBucketConfiguration" } root)
                return S3Error.MalformedXml;
            if (root.Child("Location") is not null || root.Child("Bucket") is not null)
                return S3Error.NotImplemented("CreateBucketConfiguration of a directory bucket");
            constraint = root.Child("LocationConstraint") is { Length: > 0 } given ? given : null;
            if (root.Children("Tags").FirstOrDefault() is { } tags)
            {
                if (TagSet.Parse(tags, TagSet.BucketLimit, out error) is not { } parsed)
                    return error!;
                documents["tagging"] = TagSet.Document(parsed);
            }
        }
        if (request.Header("x-amz-bucket-object-lock-enabled") is { } locked && !locked.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            documents[ObjectLockConfiguration.Subresource] = LockRule.Enabled;
            documents[BucketVersioning.Subresource] = "Enabled";
        }
        if (FaultOfNamespace(request, constraint) is { } outside)
            return outside;
        var ownership = request.Header("x-amz-object-ownership") ?? "BucketOwnerEnforced";
        if (!OwnershipControls.Values.Contains(ownership))
            return S3Error.InvalidArgument("Invalid x-amz-object-ownership header: " + ownership, "x-amz-object-ownership", ownership);
        var grants = AclHeaders.Read(request, out error);
        if (error is not null)
            return error;
        if (grants is not null && !Acl.IsOwners(grants, request.OwnerId))
        {
            if (ownership == OwnershipControls.Enforced)
                return OwnershipControls.WithAcl;
            if (grants.Any(grant => grant.IsPublic))
                return PublicAccessBlock.WithAcl;
            documents[Acl.Subresource] = Acl.Text(request.OwnerId, grants);
        }
        documents["ownershipControls"] = OwnershipControls.Document(ownership);
        return await request
            .ChangeStateAsync(
                (state, changes) => Apply(state, changes, request.Bucket, request.Context.Scope.Region, constraint, documents, request.Now)
            )
            .ConfigureAwait(false);
    }

    internal static S3Answer Apply(
        S3State state,
        Changes changes,
        string name,
        string callerRegion,
        string? constraint,
        Dictionary<string, string> documents,
        DateTimeOffset now
    )
    {
        if (!BucketName.IsValid(name))
            return new S3Error("InvalidBucketName", "The specified bucket is not valid.", 400, ("BucketName", name));
        if (Region(callerRegion, constraint, out var region) is { } refused)
            return refused;
        if (!state.TryGetBucket(name, out var existing))
        {
            documents.TryAdd("ownershipControls", OwnershipControls.Document("BucketOwnerEnforced"));
            // New buckets block public access, since April 2023
            documents.TryAdd("publicAccessBlock", PublicAccessBlock.AllBlocked);
            state.Put(changes, new BucketRow(name, region, now, documents));
        }
        // In us-east-1, for old clients' sake, creating a bucket again succeeds
        else if (region != "us-east-1" || existing.Row.Region != region)
            return new S3Error(
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                409,
                ("BucketName", name)
            );
        return S3Answer.Empty().With("Location", "/" + name).With("x-amz-bucket-arn", $"arn:aws:s3:::{name}");
    }

    // Names of the account's own namespace and of the one that all share exclude each other
    private static S3Error? FaultOfNamespace(S3Request request, string? constraint)
    {
        const string Header = "x-amz-bucket-namespace";
        var given = request.Header(Header);
        if (given is not (null or "global" or "account-regional"))
            return S3Error.InvalidArgument($"Invalid {Header} header: {given}", Header, given);
        _ = Region(request.Context.Scope.Region, constraint, out var region);
        var fits =
            given == "account-regional"
                ? BucketName.IsRegionalOf(request.Bucket, request.Context.Scope.Account, region)
                : !BucketName.IsRegional(request.Bucket);
        return fits ? null : new("InvalidBucketName", "The specified bucket is not valid.", 400, ("BucketName", request.Bucket));
    }

    private static S3Error? Region(string caller, string? constraint, out string region)
    {
        region = constraint is "EU" ? "eu-west-1" : constraint ?? "us-east-1";
        if (constraint is not null && (region == "us-east-1" || !RegionName.IsMatch(region)))
            return new(
                "InvalidLocationConstraint",
                "The specified location-constraint is not valid",
                400,
                ("LocationConstraint", constraint)
            );
        return region == caller || caller is "us-east-1" or "aws-global"
            ? null
            : new(
                "IllegalLocationConstraintException",
                $"The {constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request "
                    + "was sent to.",
                400
            );
    }

    [GeneratedRegex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$")]
    private static partial Regex RegionName { get; }
}
