namespace LocalCloud.Aws.Ec2.Operations;

internal sealed record DescribeRegionsRequest(List<string>? RegionName, List<Filter>? Filter, bool? AllRegions, bool? DryRun);

internal sealed record RegionItem(string RegionName, string RegionEndpoint, string OptInStatus);

internal sealed record DescribeRegionsResponse(List<RegionItem> RegionInfo);

internal static class DescribeRegions
{
    private static readonly Dictionary<string, Func<RegionItem, IEnumerable<string?>>> Fields = new()
    {
        ["region-name"] = r => [r.RegionName],
        ["endpoint"] = r => [r.RegionEndpoint],
        ["opt-in-status"] = r => [r.OptInStatus],
    };

    public static readonly Operation Definition = Operation<Ec2State>.DefineAsync(
        "DescribeRegions",
        Ec2Requests.Default.DescribeRegionsRequest,
        Ec2Answers.Default.DescribeRegionsResponse,
        (_, request, _) => new(Handle(request))
    );

    private static Result<DescribeRegionsResponse> Handle(DescribeRegionsRequest request)
    {
        IEnumerable<RegionItem> all = Zones.Regions.Select(r => Item(r, "opt-in-not-required"));
        // One that was not opted into is told when it is named
        if (request.AllRegions is true || request.RegionName is { Count: > 0 })
            all = all.Concat(Zones.OptIn.Select(r => Item(r, "not-opted-in")));
        var regions = all.OrderBy(r => r.RegionName, StringComparer.Ordinal).ToList();
        if ((request.RegionName ?? []).Find(n => !regions.Exists(r => r.RegionName == n)) is { } missing)
            return new AwsError("InvalidParameterValue", $"Invalid region names: [{missing}]");
        return !Filters
                .Of(
                    regions.Where(r => request.RegionName is null or [] || request.RegionName.Contains(r.RegionName)),
                    request.Filter,
                    Fields,
                    _ => []
                )
                .Ok(out var found, out var error)
                ? error
            : request.DryRun is true ? Filters.DryRun
            : new DescribeRegionsResponse(found);
    }

    private static RegionItem Item(string region, string status) => new(region, $"ec2.{region}.amazonaws.com", status);
}
