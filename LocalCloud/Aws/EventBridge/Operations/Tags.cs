namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record TagResourceRequest(string? ResourceARN, List<Tag>? Tags);

internal sealed record UntagResourceRequest(string? ResourceARN, List<string>? TagKeys);

internal sealed record ListTagsForResourceRequest(string? ResourceARN);

internal sealed record ListTagsForResourceResponse(List<Tag> Tags);

internal static class TagResource
{
    public static readonly Operation<EventsState, TagResourceRequest, Nothing> Definition = Operation<EventsState>.Define(
        "TagResource",
        EventsJson.Default.TagResourceRequest,
        (state, request, context) => Tags.Change(state, context, request.ResourceARN!, tags => Tags.Merge(tags, request.Tags)),
        Must.Member<TagResourceRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1600),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Must.Each<TagResourceRequest, Tag>("tags", r => r.Tags, Tags.Constraints)
    );
}

internal static class UntagResource
{
    public static readonly Operation<EventsState, UntagResourceRequest, Nothing> Definition = Operation<EventsState>.Define(
        "UntagResource",
        EventsJson.Default.UntagResourceRequest,
        (state, request, context) =>
            Tags.Change(state, context, request.ResourceARN!, tags => tags.Where(t => !request.TagKeys!.Contains(t.Key)).ToDictionary()),
        Must.Member<UntagResourceRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1600),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
    );
}

internal static class ListTagsForResource
{
    public static readonly Operation<EventsState, ListTagsForResourceRequest, ListTagsForResourceResponse> Definition =
        Operation<EventsState>.Define(
            "ListTagsForResource",
            EventsJson.Default.ListTagsForResourceRequest,
            EventsJson.Default.ListTagsForResourceResponse,
            Handle,
            Must.Member<ListTagsForResourceRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1600)
        );

    private static Result<ListTagsForResourceResponse> Handle(EventsState state, ListTagsForResourceRequest request, Context context) =>
        Names.FindResource(state, request.ResourceARN!) switch
        {
            EventBus bus => Listed(bus.Row.Tags),
            Rule rule => Listed(rule.Row.Tags),
            _ => Tags.NoResource(request.ResourceARN!),
        };

    private static Result<ListTagsForResourceResponse> Listed(Dictionary<string, string> tags) =>
        new ListTagsForResourceResponse([.. tags.Select(t => new Tag(t.Key, t.Value))]);
}

/// <summary>Buses and rules have tags.</summary>
internal static class Tags
{
    public static readonly Member<Tag>[] Constraints =
    [
        Must.Member<Tag>("key", t => t.Key).Required().Length(1, 128),
        Must.Member<Tag>("value", t => t.Value).Required().Length(0, 256),
    ];

    public static Dictionary<string, string> Merge(Dictionary<string, string> old, List<Tag>? added)
    {
        var merged = new Dictionary<string, string>(old);
        foreach (var tag in added ?? [])
            merged[tag.Key!] = tag.Value!;
        return merged;
    }

    public static Result<Nothing> Change(
        EventsState state,
        Context context,
        string arn,
        Func<Dictionary<string, string>, Dictionary<string, string>> change
    )
    {
        switch (Names.FindResource(state, arn))
        {
            case EventBus bus:
                bus.Row = bus.Row with { Tags = change(bus.Row.Tags) };
                state.Put(context.Changes, bus);
                return Nothing.Instance;
            case Rule rule:
                rule.Row = rule.Row with { Tags = change(rule.Row.Tags) };
                state.Put(context.Changes, rule);
                return Nothing.Instance;
            default:
                return NoResource(arn);
        }
    }

    public static AwsError NoResource(string arn)
    {
        if (!Arn.TryParse(arn, out var parsed))
            return Errors.Invalid($"Parameter {arn} is not valid. Reason: Provided Arn is not in correct format.");
        var name = parsed.Resource[(parsed.Resource.LastIndexOf('/') + 1)..];
        if (!parsed.Resource.StartsWith("rule/", StringComparison.Ordinal))
            return Errors.NoBus(name);
        var path = parsed.Resource["rule/".Length..];
        var slash = path.LastIndexOf('/');
        return Errors.NoRule(name, slash < 0 ? EventsState.DefaultBus : path[..slash]);
    }
}
