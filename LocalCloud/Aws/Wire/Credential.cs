namespace LocalCloud.Aws.Wire;

/// <summary>
/// What a SigV4 signature says about its request, in the Authorization header or in a presigned query. Accepted, not verified.
/// </summary>
internal readonly record struct Credential(string AccessKeyId, string Region, string Service)
{
    public bool IsSigned => AccessKeyId.Length > 0;

    public Scope Scope => new(AccountOf(AccessKeyId) ?? Scope.Default.Account, Region.Length > 0 ? Region : Scope.Default.Region);

    /// <summary>12 digits are the account itself; temporary credentials carry it.</summary>
    internal static string? AccountOf(string accessKeyId) =>
        accessKeyId.Length == 12 && !accessKeyId.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? accessKeyId
            : SessionKeyId.AccountOf(accessKeyId);

    public static Credential Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("AWS4-", StringComparison.Ordinal))
        {
            const string Mark = "Credential=";
            var at = header.IndexOf(Mark, StringComparison.Ordinal);
            return at < 0 ? Unsigned : Parse(header.AsSpan(at + Mark.Length));
        }
        // The signature before SigV4, which old S3 tools still send: AWS id:signature.
        if (header.StartsWith("AWS ", StringComparison.Ordinal))
            return new(header[4..].Split(':')[0], "", "s3");
        if (request.Query.TryGetValue("X-Amz-Credential", out var query))
            return Parse(query.ToString());
        // And its presigned URLs. The query protocol's parameter of that name came with signatures that nobody makes any more.
        return
            request.Query.TryGetValue("AWSAccessKeyId", out var id)
            && request.Query.ContainsKey("Signature")
            && !request.Query.ContainsKey("Action")
            ? new(id.ToString(), "", "s3")
            : Unsigned;
    }

    private static Credential Unsigned => new("", "", "");

    // id/date/region/service/aws4_request; a multi-region signature has no region.
    private static Credential Parse(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(", ");
        if (end >= 0)
            text = text[..end];
        Span<Range> parts = stackalloc Range[6];
        var count = text.Split(parts, '/');
        return count switch
        {
            5 => new(text[parts[0]].ToString(), text[parts[2]].ToString(), text[parts[3]].ToString()),
            4 => new(text[parts[0]].ToString(), "", text[parts[2]].ToString()),
            _ => Unsigned,
        };
    }
}
