namespace LocalCloud.Aws.Tagging.Operations;

internal sealed record TagResourcesRequest(List<string>? ResourceARNList, Dictionary<string, string>? Tags);

internal static class TagResources
{
    private static readonly AwsError Reserved = Errors.Invalid("Tag keys that begin with aws: are reserved.");

    private static readonly AwsError TooMany = Errors.Invalid($"A resource can have at most {TagMap.Most} tags.");

    public static readonly Operation<TaggingState, TagResourcesRequest, FailedResources> Definition = Operation<TaggingState>.DefineAsync(
        "TagResources",
        TaggingJson.Default.TagResourcesRequest,
        TaggingJson.Default.FailedResources,
        HandleAsync,
        Must.Member<TagResourcesRequest>("resourceARNList", r => r.ResourceARNList).Required().Length(1, 20),
        Must.Member<TagResourcesRequest>("tags", r => r.Tags).Required().Length(1, TagMap.Most)
    );

    private static async ValueTask<Result<FailedResources>> HandleAsync(TaggingState state, TagResourcesRequest request, Context context) =>
        request.Tags!.Keys.Any(SystemTags.IsReserved)
            ? Reserved
            : await TaggedArns
                .ChangeAsync(context, request.ResourceARNList!, (found, changes) => found.Tag(request.Tags, changes, TooMany))
                .ConfigureAwait(false);
}
