using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Acls;

/// <summary>Canned ACLs and grants in headers: docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html</summary>
internal static class AclHeaders
{
    public const string Canned = "x-amz-acl";

    // EC2's, that reads bundles of machine images ("za-team")
    private const string Ec2 = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

    private static readonly (string Header, string Permission)[] Grants =
    [
        ("x-amz-grant-full-control", Grant.FullControl),
        ("x-amz-grant-read", "READ"),
        ("x-amz-grant-write", "WRITE"),
        ("x-amz-grant-read-acp", "READ_ACP"),
        ("x-amz-grant-write-acp", "WRITE_ACP"),
    ];

    public static bool AreGiven(S3Request request) =>
        request.Header(Canned) is not null || Grants.Any(grant => request.Header(grant.Header) is not null);

    /// <returns>Null when the request says nothing, or with an error.</returns>
    public static IReadOnlyList<Grant>? Read(S3Request request, out S3Error? error)
    {
        error = null;
        var canned = request.Header(Canned);
        var given = Grants.Where(grant => request.Header(grant.Header) is not null).ToList();
        if (canned is not null && given.Count > 0)
            error = S3Error.InvalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
        else if (canned is not null)
            return OfCanned(canned, request.OwnerId) ?? Refuse(S3Error.InvalidArgument("", Canned, canned), out error);
        else if (given.Count > 0)
            return OfHeaders(request, given, out error);
        return null;
    }

    /// <summary>Null for a name that is none.</summary>
    public static IReadOnlyList<Grant>? OfCanned(string name, string owner)
    {
        var all = new Grant(owner, Grant.FullControl);
        return name switch
        {
            "private" or "bucket-owner-read" or "bucket-owner-full-control" => [all],
            "public-read" => [all, new(Grant.AllUsers, "READ")],
            "public-read-write" => [all, new(Grant.AllUsers, "READ"), new(Grant.AllUsers, "WRITE")],
            "authenticated-read" => [all, new(Grant.AuthenticatedUsers, "READ")],
            "aws-exec-read" => [all, new(Ec2, "READ")],
            "log-delivery-write" => [all, new(Grant.LogDelivery, "WRITE"), new(Grant.LogDelivery, "READ_ACP")],
            _ => null,
        };
    }

    private static List<Grant>? OfHeaders(S3Request request, List<(string Header, string Permission)> given, out S3Error? error)
    {
        var grants = new List<Grant>();
        foreach (var (header, permission) in given)
        foreach (var text in request.Header(header)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = text.Split('=', 2);
            var (kind, name) = (pair[0].Trim().ToLowerInvariant(), pair.Length > 1 ? pair[1].Trim().Trim('"') : "");
            error = kind switch
            {
                "id" or "uri" => Grant.Fault(name, kind == "uri"),
                "emailaddress" => Grant.Unresolvable(name),
                _ => S3Error.InvalidArgument("Argument format not recognized", header, text),
            };
            if (error is not null)
                return null;
            grants.Add(new(name, permission));
        }
        error = null;
        return grants;
    }

    private static List<Grant>? Refuse(S3Error with, out S3Error? error)
    {
        error = with;
        return null;
    }
}
