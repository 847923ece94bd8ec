namespace LocalCloud.Aws.Tagging.Operations;

internal sealed record GetResourcesRequest
{
    public string? PaginationToken { get; init; }
    public List<TagFilter>? TagFilters { get; init; }
    public int? ResourcesPerPage { get; init; }

    /// <summary>Of no effect: a page ends with its number of resources.</summary>
    public int? TagsPerPage { get; init; }
    public List<string>? ResourceTypeFilters { get; init; }

    /// <summary>Of no effect, as the next: there are no tag policies that a resource could break.</summary>
    public bool? IncludeComplianceDetails { get; init; }
    public bool? ExcludeCompliantResources { get; init; }
    public List<string>? ResourceARNList { get; init; }
}

internal sealed record TagFilter(string? Key, List<string>? Values)
{
    /// <summary>Without values any will do.</summary>
    public bool Takes(Dictionary<string, string> tags) =>
        tags.TryGetValue(Key!, out var value) && (Values is not { Count: > 0 } || Values.Contains(value));
}

internal sealed record GetResourcesResponse(string PaginationToken, List<ResourceTagMapping> ResourceTagMappingList);

internal sealed record ResourceTagMapping(string ResourceARN, List<ResourceTag> Tags);

internal static class GetResources
{
    public static readonly Operation<TaggingState, GetResourcesRequest, GetResourcesResponse> Definition = Operation<TaggingState>
        .DefineAsync(
            "GetResources",
            TaggingJson.Default.GetResourcesRequest,
            TaggingJson.Default.GetResourcesResponse,
            (_, request, context) => new(Handle(request, context)),
            Must.Member<GetResourcesRequest>("paginationToken", r => r.PaginationToken).Length(0, 2048),
            Must.Member<GetResourcesRequest>("tagFilters", r => r.TagFilters).Length(0, 50),
            Must.Each<GetResourcesRequest, TagFilter>(
                "tagFilters",
                r => r.TagFilters,
                Must.Member<TagFilter>("key", f => f.Key).Required().Length(1, 128),
                Must.Member<TagFilter>("values", f => f.Values).Length(0, 20)
            ),
            Must.Member<GetResourcesRequest>("resourcesPerPage", r => r.ResourcesPerPage).Range(1, 100),
            Must.Member<GetResourcesRequest>("resourceARNList", r => r.ResourceARNList).Length(1, 100)
        )
        .Lacking("buckets, and resources whose tags are gone; TagsPerPage; compliance with tag policies");

    private static Result<GetResourcesResponse> Handle(GetResourcesRequest request, Context context)
    {
        if (request is { ResourceARNList: not null } and ({ TagFilters: not null } or { ResourceTypeFilters: not null }))
            return Errors.Invalid("ResourceARNList cannot be used together with TagFilters or ResourceTypeFilters.");
        var found = TaggedArns
            .All(context)
            .Where(resource =>
                request.ResourceARNList?.Contains(resource.Key) is not false
                && request.TagFilters?.TrueForAll(filter => filter.Takes(resource.Value)) is not false
                && (request.ResourceTypeFilters is not { Count: > 0 } types || types.Exists(type => IsOf(resource.Key, type)))
            );
        return Errors
            .Pages.ByKey(found, resource => resource.Key, request.PaginationToken, request.ResourcesPerPage)
            .Ok(out var page, out var error)
            ? new GetResourcesResponse(
                page.NextToken ?? "",
                page.Items.ConvertAll(resource => new ResourceTagMapping(resource.Key, TagMap.List(resource.Value)))
            )
            : error;
    }

    // A service ("lambda"), or a kind of its resources as their ARNs have it ("lambda:function").
    private static bool IsOf(string text, string type) =>
        Arn.TryParse(text, out var arn)
        && (type == arn.Service || type == $"{arn.Service}:{(arn with { Resource = arn.Resource.TrimStart('/') }).Type}");
}
