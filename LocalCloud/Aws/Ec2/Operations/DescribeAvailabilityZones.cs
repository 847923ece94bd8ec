namespace LocalCloud.Aws.Ec2.Operations;

internal sealed record DescribeAvailabilityZonesRequest(
    List<string>? ZoneName,
    List<string>? ZoneId,
    List<Filter>? Filter,
    bool? AllAvailabilityZones,
    bool? DryRun
);

internal sealed record MessageItem(string Message);

internal sealed record AvailabilityZoneItem(
    string ZoneName,
    string ZoneId,
    string ZoneState,
    string RegionName,
    string OptInStatus,
    string ZoneType,
    string GroupName,
    string NetworkBorderGroup,
    List<MessageItem> MessageSet
);

internal sealed record DescribeAvailabilityZonesResponse(List<AvailabilityZoneItem> AvailabilityZoneInfo);

/// <summary>Three in each region.</summary>
internal static class DescribeAvailabilityZones
{
    private static readonly Dictionary<string, Func<AvailabilityZoneItem, IEnumerable<string?>>> Fields = new()
    {
        ["zone-name"] = z => [z.ZoneName],
        ["zone-id"] = z => [z.ZoneId],
        ["state"] = z => [z.ZoneState],
        ["region-name"] = z => [z.RegionName],
        ["opt-in-status"] = z => [z.OptInStatus],
        ["zone-type"] = z => [z.ZoneType],
        ["group-name"] = z => [z.GroupName],
    };

    public static readonly Operation Definition = Operation<Ec2State>.DefineAsync(
        "DescribeAvailabilityZones",
        Ec2Requests.Default.DescribeAvailabilityZonesRequest,
        Ec2Answers.Default.DescribeAvailabilityZonesResponse,
        (_, request, context) => new(Handle(request, context))
    );

    private static Result<DescribeAvailabilityZonesResponse> Handle(DescribeAvailabilityZonesRequest request, Context context)
    {
        var region = context.Scope.Region;
        var all = Zones
            .Of(region)
            .Select(zone => new AvailabilityZoneItem(
                zone,
                Zones.IdOf(zone),
                "available",
                region,
                "opt-in-not-required",
                "availability-zone",
                $"{region}-zg-1",
                region,
                []
            ))
            .ToList();
        if ((request.ZoneName ?? []).Find(n => !all.Exists(z => z.ZoneName == n)) is { } name)
            return new AwsError("InvalidParameterValue", $"Invalid availability zone: [{name}]");
        if ((request.ZoneId ?? []).Find(i => !all.Exists(z => z.ZoneId == i)) is { } id)
            return new AwsError("InvalidParameterValue", $"Invalid availability zone-id: [{id}]");
        var named = all.Where(z =>
            (request.ZoneName is null or [] || request.ZoneName.Contains(z.ZoneName))
            && (request.ZoneId is null or [] || request.ZoneId.Contains(z.ZoneId))
        );
        return !Filters.Of(named, request.Filter, Fields, _ => []).Ok(out var found, out var error) ? error
            : request.DryRun is true ? Filters.DryRun
            : new DescribeAvailabilityZonesResponse(found);
    }
}
